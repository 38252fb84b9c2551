"""What can be wrong with how the command is used."""

from qinjian.engine.wording import Wording

USE: Wording = {
    "map_no_table": (
        "这种文件没有表头，不需要映射。请直接检查。",
        "this kind of file has no headers and needs no mapping. Check it as it is.",
    ),
    "map_unused": (
        "映射中的一张表（{columns} ……）与任何表都不符，未使用。请核对其列名、列号、file 和 sheet。",
        "one table of the mapping ({columns} …) fits none that was read and was not used. Check its columns, positions, file and sheet.",
    ),
    "config_found": (
        "此配置在被检查的文件夹之中或之上，未采用。要采用，请加 --trust-config；只采用这一个，请用 --config 指定。",
        "this configuration stands in or above what is checked and was not obeyed. Give --trust-config to obey it, or name it with --config.",
    ),
    "config_large": (
        "超过 {limit} 字节，不是配置文件。请核对路径。",
        "has more than {limit} bytes and is no configuration. Check the path.",
    ),
    "config_type": (
        "“{key}”应为{expected}，这里是{found}。",
        "“{key}” is to be {expected}; here is {found}.",
    ),
    "config_path": (
        "“{value}”不在本文件所在的文件夹之内。请写相对路径，如 2015/*。",
        "“{value}” leads out of the folder of this file. Write a path in it, such as 2015/*.",
    ),
    "config_refused": (
        "配置文件中不能写“{key}”：规则文件夹、输出文件和标注件的文件夹只能在命令行给出（--{key}）。",
        "“{key}” cannot stand in a configuration: folders of rules, the output and the folder of marked copies are given on the command line only (--{key}).",
    ),
    "config_twice": (
        "“{key}”在 {other} 中也有。请只保留一处，或用 --config 指定一个配置文件而不加 --trust-config。",
        "“{key}” stands in {other} too. Keep one, or name one file with --config and leave out --trust-config.",
    ),
    "config_unused": (
        "没有读取与“{value}”相符的文件，此处所写未使用。请核对路径（相对于配置文件）。",
        "no file that was read fits “{value}”, and what is stated there was not used. Check the path (seen from the configuration).",
    ),
    "toml_syntax": (
        "不是正确的 TOML：{reason}。请改正此处。",
        "no correct TOML: {reason}. Correct it here.",
    ),
    "toml_deep": (
        "嵌套超过 {limit} 层，不是配置文件。请核对此处。",
        "nested more than {limit} deep: no configuration is. Check this place.",
    ),
    "init_exists": (
        "文件已存在，未写入。请另取文件名，或加 --force 覆盖。",
        "this file exists and was not written over. Name another one, or give --force.",
    ),
    "output_exists": (
        "文件已存在，未写入。请用 --output 另取文件名。",
        "this file exists and was not written over. Choose another name with --output.",
    ),
    "output_there": (
        "文件已存在，什么也没有写入。请另取文件夹，或者移走此文件。",
        "this file exists, and nothing was written. Name another folder, or move it away.",
    ),
    "record_unknown": (
        "文件中没有记录“{id}”。请用单据号或行号，例如：{known}。",
        "there is no record “{id}” in the file. Use a claim number or a row, such as {known}.",
    ),
    "record_needed": (
        "文件中有多条记录，请用 --record 指定单据号或行号，例如：{known}。",
        "the file holds several records. Give --record with a claim number or a row, such as {known}.",
    ),
    "output_input": (
        "这是正在读取的文件，不能写入。请另取文件名。",
        "this file is being read and is not written over. Choose another name.",
    ),
    "output_suffix": (
        "看不出要写的格式。可用的后缀：{known}；或用 --format 说明。",
        "the format is not told by this suffix. Known are {known}; or name it with --format.",
    ),
    "output_format": (
        "后缀与 --format {format} 不一致。请改其中之一。",
        "the suffix is of another format than --format {format}. Change one of the two.",
    ),
    "output_twice": (
        "几个 --output 是同一个文件。请只给出一次。",
        "this file is named by two --output. Name it once.",
    ),
    "option_wrong": (
        "{option} 不能是“{value}”。可用：{known}。",
        "{option} cannot be “{value}”. Possible are {known}.",
    ),
    "no_region": (
        "有 {rows} 行看不出单位所在地区，地方规定对其无法适用。请补充“地区”列，或用 --region 指定。",
        "{rows} rows do not tell the region of the unit, so local texts stay undetermined for them. Add a column 地区 or give --region.",
    ),
    "output_failed": (
        "无法写入：{reason}。请检查路径和权限。",
        "cannot be written: {reason}. Check path and permissions.",
    ),
    "output_full": (
        "空间不足，无法写入：{reason}。请腾出空间，或者写到别处。",
        "cannot be written: {reason}. Free space there, or write elsewhere.",
    ),
    "output_special": (
        "这是文件夹或者设备，不能用文件替换。请另取文件名。",
        "this is a folder or a device, which no file may replace. Choose another name.",
    ),
    "ended": (
        "收到信号 {signal}，未完成即结束；没有写了一半的文件。请重新运行。",
        "ended by {signal} before it was done; no file is half written. Run it again.",
    ),
    "temporary_full": (
        "临时文件夹无法再写入：{reason}。请腾出空间，或者用环境变量 TMPDIR 另指定一个文件夹。",
        "the folder for temporary files takes no more: {reason}. Free space there, or name another one in TMPDIR.",
    ),
    "worker_ended": (
        "工作进程{how}，未完成即结束；没有写了一半的文件。请重新运行；内存不足时加 --jobs 1。",
        "a worker process {how} before it was done; no file is half written. Run it again, with --jobs 1 where memory is short.",
    ),
    "internal": (
        "程序内部错误：{reason}。输入没有被更改；请报告此问题。",
        "an error of our own: {reason}. No input was changed; please report it.",
    ),
}
