" Rule files of SEC: *.sec, and *.conf files that begin with a rule.
autocmd BufNewFile,BufRead *.sec setfiletype sec
autocmd BufNewFile,BufRead *.conf if join(getline(1, 100), "\n") =~? '\v(^|\n)type\s*\=\s*(single|pair|eventgroup|suppress|calendar|jump|options)' | setlocal filetype=sec | endif
