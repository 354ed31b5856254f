namespace SecSharp.Hosting;

/// <summary>The part of the host that takes signals, real ones and those of sigemul.</summary>
internal interface ISignalSource : IExternalActions
{
    /// <summary>Whether a signal waits to be acted upon.</summary>
    bool IsPending { get; }
}
