"""What can be wrong with a live stream, and with its journal."""

from qinjian.engine.wording import Wording

STREAM: Wording = {
    "journal_busy": (
        "另一个进程正在使用此日志。请先结束它，或者用 --journal 另指定一个。",
        "another process has this journal open. End it first, or name another one with --journal.",
    ),
    "journal_failed": (
        "日志无法读写：{reason}。尚未入日志的记录没有输出任何疑点；请腾出空间或者检查此文件，然后以同样的命令继续。",
        "the journal cannot be read or written: {reason}. No lead left of what is not in it; free space or look to the file, and go on with the same command.",
    ),
    "journal_other": (
        "此日志开始时的 {name} 与现在不同，不能接着使用。请用 --journal 另指定一个，从头读入。",
        "this journal was begun with another {name} and cannot be gone on with. Name another one with --journal, and begin anew.",
    ),
    "line_long": (
        "一行超过 {limit} 字节，不是一条记录，未读取。请检查换行。",
        "a line of more than {limit} bytes is no record and was not read. Look to its line breaks.",
    ),
    "line_encoding": (
        "第 {offset} 个字节不是 UTF-8，此行未读取。请以 UTF-8 写出。",
        "byte {offset} is no UTF-8, and the line was not read. Write it in UTF-8.",
    ),
    "stream_again": (
        "“{id}”已经读入（{source} 第 {row} 行），此行是重复送达，未再计入。",
        "“{id}” was read ({source}, row {row}); this line was delivered again and does not count.",
    ),
    "stream_other": (
        "“{id}”已经读入（{source} 第 {row} 行），内容不同；以先到的为准，此行未读取。要更正，请另用编号，并冲销原来的一行。",
        "“{id}” was read with other content ({source}, row {row}), which stands; this line was not read. To correct it, send a line with an id of its own and a red entry.",
    ),
    "stream_id": (
        "没有“{key}”，不知是否重复送达；此行按新的一行计入。请补上，或者去掉 --id。",
        "there is no “{key}” to tell whether it was delivered before; the line counts as a new one. Add it, or leave out --id.",
    ),
    "stream_extra": (
        "实时监看需要 durable-rules。请运行 pip install 'qinjian[stream]'（Python {pythons}，需要 C 编译器），或者加 --engine lists，不用它也得出同样的疑点。",
        "the live stream needs durable-rules: pip install 'qinjian[stream]' (Python {pythons}, with a C compiler). Or give --engine lists, which does without and finds the same leads.",
    ),
    "stream_restarted": (
        "durable-rules 的进程中断或者超时 {count} 次，已从日志重新开始；疑点没有遗漏。",
        "the process of durable-rules died or was late {count} times and was begun anew from the journal; no lead is lost.",
    ),
    "watch_changed": (
        "此文件读入之后有改动，未再读取；以先读入的为准。请另存为新文件。",
        "this file changed after it was read, and was not read again; what was read stands. Save it as a new file.",
    ),
    "watch_table": (
        "表格文件不是 JSON 行。请监看它所在的文件夹，或者用 qinjian check 检查它。",
        "a file of tables has no lines of JSON. Watch the folder that it is put into, or check it with qinjian check.",
    ),
    "watch_inside": (
        "在被监看的文件夹之内，会被当作新文件读入。请写到别处。",
        "stands in the folder that is watched, and would be read as a new file. Write it elsewhere.",
    ),
    "watch_other": (
        "此文件开头的 {offset} 字节与日志所记不同，不是原来的文件。请用 --journal 另指定一个日志。",
        "the first {offset} bytes of this file are not those that the journal has: it is another file. Name another journal with --journal.",
    ),
}
