//! What is said of drafting a dictionary.

catalogue! {
    made(datasets, elements, fields, relations) { "drafted {datasets} datasets, {elements} new elements, {fields} fields, {relations} relations", "已起草 {datasets} 个数据集、{elements} 个新要素、{fields} 个字段、{relations} 个关系" }
    next(path) { "the draft is in `{path}`: read it, correct it, then try `dictum check --dictionary {path}`", "草稿在 `{path}`：请阅读并修改，然后运行 `dictum check --dictionary {path}`" }
    dictionary_errors() { "the dictionary has errors, so nothing was drafted beside it", "字典存在错误，因此没有起草" }
    dictionary_errors_help() { "run `dictum check` and mend it first, or leave `--dictionary` out to draft anew", "请先运行 `dictum check` 并修正，或去掉 `--dictionary` 重新起草" }
    nothing() { "nothing that was given holds records or schemas that the dictionary does not know yet", "所给文件中没有字典尚未收录的数据表或结构" }
    nothing_help() { "name exports (.csv, .xlsx, .json, …) or contracts (OpenAPI, JSON Schema, SQL, …) of a system", "请给出系统的导出文件（.csv、.xlsx、.json 等）或契约（OpenAPI、JSON Schema、SQL 等）" }
    no_id(text) { "`{text}` cannot be the id of a system", "`{text}` 不能作为系统编号" }
    no_id_help() { "use letters and digits, such as `--system tmall`", "请使用字母和数字，例如 `--system tmall`" }
    taken(path) { "`{path}` exists already, and drafts never replace anything", "`{path}` 已存在，草稿不会覆盖任何文件" }
    taken_help() { "name another file with `--out`", "请用 `--out` 指定其他文件" }
}
