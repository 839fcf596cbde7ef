//! What is said of files: reading, encoding, dialect, layout, binding.

catalogue! {
    encoding_other(declared, detected) { "the file is in {detected}, not in {declared} as declared", "文件编码为 {detected}，与声明的 {declared} 不符" }
    encoding_other_label(detected) { "first bytes that only {detected} explains", "首处只能按 {detected} 解释的字节" }
    encoding_other_help(declared, detected) { "export in {declared}, or declare `encoding: {detected}` for the system; it was read as {detected}", "按 {declared} 导出，或为系统声明 `encoding: {detected}`；本次按 {detected} 读取" }
    bad_bytes(field, encoding, bytes) { "`{field}` holds bytes that are not {encoding}: {bytes}", "`{field}` 含有不属于 {encoding} 的字节：{bytes}" }
    bad_bytes_label(encoding) { "not {encoding}", "不是 {encoding}" }
    bad_bytes_help(encoding) { "export the whole file in {encoding}; text of another encoding was pasted in or the cell was cut", "整个文件应为 {encoding}；可能混入了其他编码或被截断" }
    bom_present() { "the file starts with a byte order mark, which the system forbids", "文件以 BOM 开头，而该系统声明禁止 BOM" }
    bom_present_help() { "export without a byte order mark, or declare `bom: allow`", "导出时不带 BOM，或声明 `bom: allow`" }
    bom_missing() { "the file has no byte order mark, which the system requires", "文件没有 BOM，而该系统要求 BOM" }
    bom_missing_help() { "export with a byte order mark, or declare `bom: allow`", "导出时带 BOM，或声明 `bom: allow`" }
    bom_label() { "the first bytes", "文件开头" }
    dialect_label() { "seen here", "见此处" }
    delimiter_other(declared, found) { "cells are parted by {found}, not by {declared} as declared", "单元格以 {found} 分隔，与声明的 {declared} 不符" }
    delimiter_other_help(declared, found) { "export with {declared}, or declare {found}; it was read with {found}", "按 {declared} 导出，或声明 {found}；本次按 {found} 读取" }
    quote_other(declared, found) { "cells are quoted with {found}, not with {declared} as declared", "引号为 {found}，与声明的 {declared} 不符" }
    quote_other_help(declared, found) { "export with {declared}, or declare {found}", "按 {declared} 导出，或声明 {found}" }
    newline_other(found) { "lines end in {found}, which is not the declared line break", "换行为 {found}，与声明不符" }
    newline_other_help(found) { "export with the declared line break, or declare `newline` as {found}", "按声明的换行导出，或声明 {found}" }
    container_other(found) { "the name promises text, the bytes are {found}", "文件名像文本，内容却是 {found}" }
    container_mistaken(promised, found) { "the name promises {promised}, the bytes are {found}", "文件名像 {promised}，内容却是 {found}" }
    container_mistaken_help() { "open it in the program that its name belongs to and save it in that format, or export as CSV", "用文件名对应的程序打开并另存为该格式，或导出为 CSV" }
    text_named_workbook() { "the name promises a workbook, the bytes are text", "文件名像工作簿，内容却是文本" }
    text_named_workbook_help() { "give the file the extension `.csv`, or export a real workbook", "改用扩展名 `.csv`，或导出真正的工作簿" }
    container_other_help(found) { "export as text, or give the file the extension of {found}", "导出为文本，或改用 {found} 的扩展名" }
    container_unread(found) { "files of {found} are not read as delimited text", "不能按分隔文本读取 {found} 文件" }
    container_unread_help() { "export as CSV", "请导出为 CSV" }
    binary() { "the bytes are no text", "文件内容不是文本" }
    binary_help() { "export as CSV; the file is damaged, encrypted or of another kind", "请导出为 CSV；该文件可能已损坏、被加密或属于其他类型" }
    header_too_long() { "the first 4 MiB hold no header that ends, or one of more than 65,536 columns", "前 4 MiB 内没有完整的表头，或表头超过 65,536 列" }
    header_too_long_help() { "export with line breaks after the header and each record, or correct the declared delimiter and quote", "导出时在表头和每条记录后换行，或更正声明的分隔符与引号" }
    stray_quote() { "a quote stands inside a cell that is not quoted, or text follows a closing quote", "未加引号的单元格内出现引号，或引号结束后仍有文字" }
    stray_quote_help() { "double quotes inside cells and quote the whole cell", "单元格内的引号应写两次，并给整个单元格加引号" }
    unclosed_quote() { "a quote is opened and never closed", "引号打开后没有关闭" }
    unclosed_quote_help() { "close the quote; it was read as a plain character so that the rest could be checked", "请关闭引号；本次将其当作普通字符，以便检查其余内容" }
    nul_byte() { "text holds a NUL byte", "文本中含有 NUL 字节" }
    nul_byte_help() { "export again: NUL bytes come from damaged or fixed-width sources", "请重新导出：NUL 字节来自损坏或定长的数据源" }
    duplicate_key() { "a name stands twice in one object", "同一对象中有重复的名称" }
    duplicate_key_help() { "write each name once; the first value was read, other readers take the last", "每个名称只写一次；本次读取第一个值，其他程序可能取最后一个" }
    json_comma() { "records of a list are not parted by one comma", "列表中的记录之间不是恰好一个逗号" }
    json_comma_help() { "put one comma between records and none after the last; every record was read all the same", "记录之间写一个逗号，最后一条之后不写；本次仍读取了每条记录" }
    json_unfinished() { "the JSON ends before it is complete", "JSON 未写完就结束了" }
    json_unfinished_help() { "export or transfer the file again: its end is missing, or a quote or bracket is left open", "请重新导出或传输：文件末尾缺失，或有引号、括号未关闭" }
    json_followed() { "text follows the end of the JSON document", "JSON 文档结束之后还有内容" }
    json_followed_help() { "write one document a file, or one object a line as `.ndjson`", "每个文件只写一个文档，或每行一个对象并命名为 `.ndjson`" }
    xml_entity() { "an entity is used that XML itself does not know", "使用了 XML 本身没有的实体" }
    xml_entity_help() { "write the character itself; entities of a document type are never expanded, and this one was left as it is written", "请直接写出字符；文档类型中声明的实体一律不展开，本次保留原样" }
    xml_no_records() { "no element of the declared path stands in its first 4 MiB, or it is no XML", "前 4 MiB 内没有声明路径的元素，或内容不是 XML" }
    xml_no_records_help() { "declare the path of the records' element, such as `each: export.order`", "声明记录元素的路径，例如 `each: export.order`" }
    xml_unfinished() { "the XML ends before its root element does", "XML 在根元素结束之前就中断了" }
    xml_malformed() { "it is no well-formed XML from here on", "从此处起不是格式良好的 XML" }
    xml_malformed_help() { "export again: a tag is cut or not closed, or a `<` stands in a text", "请重新导出：标签不完整或未关闭，或文本中含有 `<`" }
    truncated() { "the file ends in the middle of a cell", "文件在单元格中间结束" }
    truncated_help() { "export or transfer the file again: its end is missing", "请重新导出或传输：文件末尾缺失" }
    empty_file() { "the file has no byte", "文件为空（0 字节）" }
    empty_file_help() { "export again; an export without records still has a header", "请重新导出；没有记录的导出也应有表头" }
    no_header() { "the file has no header", "文件没有表头" }
    no_header_help() { "export with the header row, or declare where it is: `layout.headerRow` or `layout.headerAfter`", "导出时带表头，或声明表头位置：`layout.headerRow` 或 `layout.headerAfter`" }
    header_not_found() { "the declared header was not found", "没有找到声明的表头" }
    header_not_found_help() { "correct `layout.headerRow` or `layout.headerAfter`; the likeliest line was taken", "更正 `layout.headerRow` 或 `layout.headerAfter`；本次采用最可能的一行" }
    header_duplicate(name) { "column `{name}` stands twice in the header", "表头中 `{name}` 出现两次" }
    header_duplicate_help(name) { "give the second `{name}` a name of its own; only the first is checked", "给第二个 `{name}` 另取名称；只检查第一个" }
    header_empty(column) { "column {column} has no name", "第 {column} 列没有名称" }
    header_empty_help() { "name the column: nothing in it can be checked", "为该列命名：无名列无法检查" }
    extra_preamble_line() { "a line stands before the header and no layout declares it", "表头之前有 1 行，但未声明" }
    extra_preamble(lines) { "{lines} lines stand before the header and no layout declares them", "表头之前有 {lines} 行，但未声明" }
    extra_preamble_help(row) { "declare `layout: {{headerRow: {row}}}`, or a `headerAfter`", "声明 `layout: {{headerRow: {row}}}` 或 `headerAfter`" }
    extra_label() { "not a record", "不是数据记录" }
    extra_totals() { "a totals or remark row at the end is no record", "末尾的合计或备注行不是数据记录" }
    extra_totals_help() { "declare `layout.footer` with the words it starts with; the row was left out", "用其开头文字声明 `layout.footer`；本次已略过该行" }
    extra_blank() { "blank lines stand between records", "记录之间有空行" }
    extra_blank_help() { "remove them; they were left out", "请删除空行；本次已略过" }
    trailing_delimiter() { "every record ends in a delimiter", "每条记录末尾多一个分隔符" }
    trailing_delimiter_label() { "one empty cell too many", "多出一个空单元格" }
    trailing_delimiter_help() { "declare `layout: {{trailingDelimiter: true}}`", "声明 `layout: {{trailingDelimiter: true}}`" }
    file_name(name, pattern) { "the name `{name}` is not of the form `{pattern}`", "文件名 `{name}` 不符合 `{pattern}`" }
    file_name_help(pattern) { "name the file after `{pattern}`, or correct `transport.fileName`", "按 `{pattern}` 命名文件，或更正 `transport.fileName`" }
    file_name_here() { "the declared name", "声明的文件名" }
    max_age_here() { "the oldest it may be", "允许的最大时长" }
    stale(name, dataset) { "`{name}` is the newest file of `{dataset}`, and older than `maxAge` allows", "`{name}` 是 `{dataset}` 最新的文件，但已超过 `maxAge` 允许的时长" }
    stale_help() { "export anew, or raise `transport.maxAge` if the system exports less often", "请重新导出；若该系统导出频率较低，请放宽 `transport.maxAge`" }
    series_gap(before, after, dataset) { "the series of `{dataset}` has a gap: nothing lies between `{before}` and `{after}`", "`{dataset}` 的文件序列有缺口：`{before}` 与 `{after}` 之间没有文件" }
    series_gap_help() { "export what is missing between the two; if nothing was due there, raise `transport.maxAge`, or lower the rule for the system", "请补导两者之间缺失的文件；若其间本无导出，请放宽 `transport.maxAge` 或为该系统调低此规则级别" }
    series_before_here() { "the file before the gap", "缺口之前的文件" }
    series_repeat(path, first) { "`{path}` is of the same date as `{first}`, so its records may be loaded twice", "`{path}` 与 `{first}` 日期相同，其中的记录可能被重复导入" }
    series_repeat_help() { "keep one of the two; where a date has several parts, put `*` for the part into `transport.fileName`", "只保留其中一个；若同一日期分为多个文件，请在 `transport.fileName` 中用 `*` 表示分片" }
    series_first_here() { "the first file of this date", "该日期的第一个文件" }
    age_untold(system) { "`maxAge` of `{system}` was not checked: its `fileName` tells no date", "`{system}` 的 `maxAge` 未检查：其 `fileName` 中没有日期" }
    age_untold_help() { "declare the date in the names, such as `fileName: \"orders_{{yyyyMMdd}}.csv\"`", "请在文件名模式中声明日期，例如 `fileName: \"orders_{{yyyyMMdd}}.csv\"`" }
    age_unknown(dataset) { "`maxAge` of `{dataset}` was not checked: none of its files is named as declared", "`{dataset}` 的 `maxAge` 未检查：没有文件按声明的模式命名" }
    age_unknown_help() { "name the files as `transport.fileName` says", "请按 `transport.fileName` 命名文件" }
    container_damaged(format) { "the {format} file is damaged", "{format} 文件已损坏" }
    container_too_large(limit) { "unpacked, a part of the file is larger than {limit} MiB or is packed beyond belief", "解包后文件的某部分超过 {limit} MiB，或压缩比异常" }
    container_too_large_help() { "export fewer records to a file, or export as CSV", "减少单个文件的记录数，或导出为 CSV" }
    workbook_cell_beyond(rows, columns) { "a cell claims a place beyond row {rows} or column {columns}, where no sheet has one", "有单元格自称位于第 {rows} 行或第 {columns} 列之外，任何工作表都没有这样的位置" }
    workbook_protected() { "the workbook is protected by a password", "工作簿受密码保护" }
    workbook_protected_help() { "save it without the password", "请另存为不带密码的文件" }
    workbook_other() { "the file is no workbook that can be read", "该文件不是可读取的工作簿" }
    workbook_other_help() { "save it as .xlsx, or export as CSV", "请另存为 .xlsx，或导出为 CSV" }
    lists_unread(names) { "the lists {names} were not read", "未读取列表 {names}" }
    lists_unread_help() { "name the list that holds the records in `each` of the dataset", "在数据集的 `each` 中写明存放记录的列表" }
    sheets_unread(names) { "the sheets {names} were not read", "未读取工作表 {names}" }
    sheets_unread_help() { "name the sheets that hold records in `sheet` of the dataset", "在数据集的 `sheet` 中写明存放记录的工作表" }
    sheet_hidden(name) { "the hidden sheet `{name}` was not read", "未读取隐藏的工作表 `{name}`" }
    sheet_hidden_read(name) { "the sheet `{name}` is hidden, and was read because `sheet` names it", "工作表 `{name}` 是隐藏的；因 `sheet` 指定而读取" }
    sheet_hidden_help() { "show the sheet, or remove it from the export", "取消隐藏该工作表，或从导出中删除" }
    sheet_not_found(names) { "no sheet has the declared name; there are {names}", "没有声明的工作表；现有 {names}" }
    sheet_not_found_help() { "correct `sheet` of the dataset", "更正数据集的 `sheet`" }
    sheet_differs(name) { "the sheet `{name}` has not the header of the first, so it was not read", "工作表 `{name}` 的表头与第一个不同，因此未读取" }
    sheet_differs_help() { "narrow `sheet`, or give the sheet a dataset of its own", "收窄 `sheet`，或为该工作表单独声明数据集" }
    sheet_here() { "the declared sheets", "声明的工作表" }
    unreadable() { "the file cannot be read", "文件无法读取" }
    unreadable_from(offset) { "nothing could be read from byte {offset} on", "从第 {offset} 字节起无法读取" }
    packed_damaged() { "what is packed in it is damaged", "压缩内容已损坏" }
    packed_bomb(ratio) { "it unpacks to more than {ratio} times its size", "解压后超过其大小的 {ratio} 倍" }
    packed_bomb_help() { "such a file is made to fill a disk; if it is none, unpack it yourself and check what is inside", "这类文件常用于撑满磁盘；如确非恶意，请自行解压后再检查" }
    packed_too_large(most) { "it unpacks to more than {most} bytes", "解压后超过 {most} 字节" }
    packed_too_large_help() { "allow more with `--max-unpacked`, such as `--max-unpacked 64GiB`", "用 `--max-unpacked` 放宽限制，例如 `--max-unpacked 64GiB`" }
    packed_encrypted() { "it is encrypted", "内容已加密" }
    packed_encrypted_help() { "unpack it with its password and check what is inside", "请用密码解压后再检查" }
    packed_method(method) { "it is packed in a way that is not supported: {method}", "不支持的压缩方式：{method}" }
    packed_method_help() { "pack it again with Deflate, or unpack it and check what is inside", "请改用 Deflate 重新压缩，或解压后再检查" }
    packed_twice() { "several files in it have one name", "压缩包内有多个同名文件" }
    packed_twice_help() { "pack it again with a name of its own for each file", "请为每个文件另取名称后重新压缩" }
    avro_codec(codec) { "its blocks are packed as `{codec}`, which is not read", "数据块使用 `{codec}` 压缩，无法读取" }
    avro_codec_help() { "write it with the codec `deflate`, `snappy` or `zstandard`", "改用编码 `deflate`、`snappy` 或 `zstandard` 写出" }
    packed_empty() { "the archive holds no file", "压缩包内没有文件" }
    packed_empty_help() { "export again: nothing was packed", "请重新导出：压缩包是空的" }
    packed_many(count) { "the archive holds {count} files, 10,000 allowed", "压缩包内有 {count} 个文件，最多允许 10,000 个" }
    packed_many_help() { "unpack it and check the folder", "请解压后检查该目录" }
    packed_deep() { "it is packed more than twice", "压缩嵌套超过两层" }
    packed_deep_help() { "unpack the outer archive and check what is inside", "请先解压外层再检查" }
    unreadable_help() { "export or transfer the file again", "请重新导出或传输该文件" }
    no_dataset(name) { "`{name}` belongs to no dataset, so nothing in it was checked", "`{name}` 不属于任何数据集，因此未做检查" }
    no_dataset_help(name) { "add a glob for `{name}` to `files` of its dataset, or name it: `--dataset SYSTEM.DATASET`", "在数据集的 `files` 中加入匹配 `{name}` 的通配符，或用 `--dataset 系统.数据集` 指定" }
    no_schema(name, system) { "no schema of `{name}` looks like a dataset of `{system}`, so nothing in it was checked", "`{name}` 中没有与 `{system}` 的数据集相似的模式，因此未做检查" }
    no_schema_help(name) { "name the schema in its dataset, such as `contract: \"{name}#Order\"`, or draft what is missing: `dictum infer {name}`", "在数据集中指明模式，例如 `contract: \"{name}#Order\"`，或用 `dictum infer {name}` 起草缺少的内容" }
    contract_unclaimed(name) { "contract `{name}` belongs to no dataset, so nothing in it was checked", "契约 `{name}` 不属于任何数据集，因此未做检查" }
    contract_unclaimed_help(name) { "name its system: `--system SYSTEM`, or its schema in a dataset, such as `contract: \"{name}#Order\"`", "用 `--system 系统` 指定其系统，或在数据集中指明模式，例如 `contract: \"{name}#Order\"`" }
    several_datasets(name, datasets) { "`{name}` belongs to several datasets: `{datasets}`", "`{name}` 同时属于多个数据集：`{datasets}`" }
    several_datasets_help() { "narrow the globs, or name one: `--dataset SYSTEM.DATASET`", "收窄通配符，或用 `--dataset 系统.数据集` 指定" }
    no_file(dataset) { "no file was given for dataset `{dataset}`", "没有提供数据集 `{dataset}` 的文件" }
    no_file_help(dataset) { "add the export of `{dataset}` to the paths, or correct its `files`", "把 `{dataset}` 的导出加入路径，或更正其 `files`" }
    files_here() { "its files", "文件声明" }
    transport_here() { "the transport rule", "传输规则" }
    layout_here() { "the layout", "布局声明" }
    folder_unreadable() { "the folder cannot be read", "目录无法读取" }
    permission_help() { "give the user who runs dictum the right to read it", "请为运行 dictum 的用户授予读取权限" }
    broken_link() { "the link leads nowhere", "链接指向的文件不存在" }
    broken_link_help() { "mend or remove the link", "请修复或删除该链接" }
    no_such_path() { "there is no such file or folder", "文件或目录不存在" }
    no_such_path_help() { "correct the path", "请更正路径" }
    permission_denied() { "reading it is not permitted", "没有读取权限" }
    no_records() { "the file holds no record, so nothing of it was checked", "文件中没有任何记录，因此未检查任何内容" }
    no_records_help() { "if records were expected, export it again; if they are elsewhere in the file, name their list with `each` or their path in the layout", "若应有记录，请重新导出；若记录位于文件的其他位置，请用 `each` 指明列表，或在 layout 中指明路径" }
    format_unknown() { "its format is not one that this release reads", "本版本不支持读取此格式" }
    format_unknown_help() { "export as CSV", "请导出为 CSV" }
    header_empty_some() { "a column has no name", "有一列没有名称" }
}
