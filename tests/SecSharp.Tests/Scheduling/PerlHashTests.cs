using System.Text;
using SecSharp.Scheduling;

namespace SecSharp.Tests.Scheduling;

public sealed class PerlHashTests
{
    /// <summary>Expected: PERL_HASH_SEED=1 perl -MHash::Util=hash_value, Perl 5.36 on a 64-bit machine.</summary>
    [Theory]
    [InlineData("a", 0x8e711474)]
    [InlineData("b", 0x46a62277)]
    [InlineData("abc", 0x4dc95874)]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxx", 0xde521edb)]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxx", 0xecbfc8ad)]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 0x5d744ea9)]
    [InlineData("é", 0x25dbc37e)]
    public void A_hash_is_the_one_that_Perl_computes(string key, uint expected) => Assert.Equal(expected, PerlHash.Of(Encoding.UTF8.GetBytes(key)));
}
