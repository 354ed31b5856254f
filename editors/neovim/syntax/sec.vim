" Rule files of SEC, the Simple Event Correlator.
if exists('b:current_syntax')
  finish
endif

syntax case match
syntax match secUnknownField /^\s*\w\+\ze\s*=/
syntax match secField /^\s*\%(type\|label\|rem\|time\|script\|shell\|init\|end\|slide\|multact\|egptype\|egpattern\|cfset\|constset\|joincfset\|procallin\)\ze\s*=/
syntax match secField /^\s*\%(continue\|ptype\|pattern\|varmap\|context\|desc\|action\|window\|thresh\|count\|egtoken\)\d*\ze\s*=/
syntax match secNumber /\%(^\s*\%(window\|thresh\)\d*\s*=\s*\)\@<=\d\+\s*$/
syntax match secLabel /\%(^\s*label\s*=\s*\)\@<=\S.*$/
syntax match secEscape /\\\%(.\|$\)\|\$\$\|%%/
syntax match secMatchVariable /[$%]\%(\d\+\|{\d\+}\|+{[^}]*}\|:{[^}]*}\)/
syntax match secActionVariable /%\%(\.\?\a\w*\|{\.\?\a\w*}\)/
syntax match secOperator /&&\|||\|->\|:>/
syntax match secComment /^\s*#.*\%(\\\s*\n.*\)*/ contains=@Spell
syntax match secRemark /\%(^\s*rem\s*=\)\@<=.*\%(\\\s*\n.*\)*/ contains=@Spell

syntax case ignore
syntax match secType /\%(^\s*type\s*=\s*\)\@<=\%(single\%(withscript\|withsuppress\|withthreshold\|with2thresholds\)\?\|pair\%(withwindow\)\?\|eventgroup\d*\|suppress\|calendar\|jump\|options\)\s*$/
syntax match secConstant /\%(^\s*\%(eg\)\?ptype\d*\s*=\s*\)\@<=n\?\%(substr\|regexp\|perlfunc\|cached\|tvalue\)\d*\s*$/
syntax match secConstant /\%(^\s*\%(shell\|multact\|constset\|procallin\)\s*=\s*\)\@<=\%(yes\|no\)\s*$/
syntax match secPoint /\%(^\s*continue\d*\s*=\s*\)\@<=\%(takenext\|goto\|dontcont\|endmatch\)\>/
syntax match secFlow /\%([;(=]\s*\|^\s\+\)\@<=\%(if\|while\|break\|continue\)\>\|\%()\s*\)\@<=else\>/
syntax match secAction /\%([;(=]\s*\|^\s\+\)\@<=\%(none\|logonly\|writen\?\|closef\|owritecl\|udgram\|closeudgr\|ustream\|closeustr\|udpsock\|closeudp\|tcpsock\|closetcp\|shellcmd\|c\?spawn\|cmdexec\|c\?spawnexec\|pipe\%(exec\)\?\|create\|delete\|obsolete\|set\|alias\|unalias\|add\|prepend\|fill\|report\%(exec\)\?\|copy\|empty\|pop\|shift\|trim\|exists\|getsize\|getaliases\|[gs]etltime\|[gs]etctime\|[tc]\?event\|reset\|[gs]etwpos\|assign\%(sq\)\?\|free\|eval\|l\?call\|rewrite\|addinput\|dropinput\|sigemul\|varset\)\ze\%([[:space:];)]\|$\)/

highlight default link secUnknownField Error
highlight default link secField Keyword
highlight default link secType Type
highlight default link secConstant Constant
highlight default link secNumber Number
highlight default link secLabel Label
highlight default link secPoint Statement
highlight default link secFlow Conditional
highlight default link secAction Function
highlight default link secMatchVariable Identifier
highlight default link secActionVariable PreProc
highlight default link secEscape SpecialChar
highlight default link secOperator Operator
highlight default link secComment Comment
highlight default link secRemark Comment

let b:current_syntax = 'sec'
