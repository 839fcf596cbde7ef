//! What is said of files that would be read.

catalogue! {
    claimed(dataset, place) { "{dataset}, as {place} says", "{dataset}，依据 {place}" }
    by_content(format) { "{format}, by its content", "{format}，由内容判定" }
    by_name(format) { "{format}, by its name: nothing in it tells more", "{format}，由文件名判定：内容无法说明更多" }
    by_declaration(format) { "{format}, as it is declared", "{format}，依据声明" }
    sheet(name) { "sheet `{name}`", "工作表“{name}”" }
    header(line, columns) { "header in line {line}, {columns} columns", "表头在第 {line} 行，{columns} 列" }
    columns(count) { "{count} columns", "{count} 列" }
    not_read(why) { "not read: {why}", "不读取：{why}" }
    summary(read, all) { "{read} of {all} would be read", "共 {all} 个，将读取 {read} 个" }
}
