//! What is said of laying out dictionary files.

catalogue! {
    unreadable() { "the file cannot be read without mistakes, so it is left as it is", "文件存在错误，保持原样" }
    no_dictionary() { "the file is no dictionary in block style that says `dictum: 1`, so it is left as it is", "文件不是以块样式书写且含 `dictum: 1` 的字典，保持原样" }
    structure() { "the file holds a structure that cannot be laid out anew, so it is left as it is", "文件含有无法重新排版的结构，保持原样" }
    help() { "mend what `dictum check` says of the dictionary, then try again", "请先修正 `dictum check` 指出的字典问题，再重试" }
    refused(path, line, reason) { "{path}:{line}: {reason}", "{path}:{line}：{reason}" }
    would_change(path) { "{path} would be written anew", "{path} 需要重新排版" }
    changed(path) { "{path} written anew", "{path} 已重新排版" }
    counted(changed, same) { "{changed} to change, {same} in form already", "{changed} 个需要排版，{same} 个已符合格式" }
    done(changed, same) { "{changed} changed, {same} in form already", "{changed} 个已排版，{same} 个已符合格式" }
}
