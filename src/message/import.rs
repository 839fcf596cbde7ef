//! What is said of imports, presets, profiles and layers.

catalogue! {
    missing(path) { "`{path}` is neither a file beside this one nor a pack", "`{path}` 既不是旁边的文件，也不是内置的规则包" }
    elsewhere(path) { "`{path}` is not a file beside this one, and nothing is fetched from elsewhere", "`{path}` 不是旁边的文件，且不会从别处下载" }
    elsewhere_help() { "keep a copy beside the dictionary and pin it by `version` and `digest`", "请在字典旁保存一份副本，并用 `version` 与 `digest` 固定" }
    unreadable(path) { "`{path}` cannot be imported", "无法导入 `{path}`" }
    unreadable_help() { "name a YAML file that begins with `dictum: 1`", "请指定以 `dictum: 1` 开头的 YAML 文件" }
    no_part(path) { "`{path}` is no file of a dictionary", "`{path}` 不是字典文件" }
    cycle(path) { "`{path}` leads back to the file that imports it", "`{path}` 又导回了导入它的文件" }
    cycle_help() { "move what both need to a third file, and import that", "请把两者共用的内容移到第三个文件再导入" }
    first_import() { "imported from here", "从此处导入" }
    too_deep(most) { "imports lead more than {most} files deep", "导入层级超过 {most} 层" }
    too_many(most) { "more than {most} files are imported", "导入的文件超过 {most} 个" }
    fewer_help() { "merge files that are always used together", "请合并总是一起使用的文件" }
    range_unusable(range) { "`{range}` is no range of versions", "`{range}` 不是有效的版本范围" }
    range_help() { "write a range such as `^1.4`, `~1.4.2`, `>=1.2, <3` or `*`", "请写成 `^1.4`、`~1.4.2`、`>=1.2, <3` 或 `*`" }
    version_missing(path, range) { "`{path}` says no version, and {range} is asked for", "`{path}` 没有版本号，但要求 {range}" }
    version_missing_help() { "add `dictionary: {{id: …, version: 1.0.0}}` to it, or ask for no version", "请在其中添加 `dictionary: {{id: …, version: 1.0.0}}`，或不要求版本" }
    version_unfit(path, found, range) { "`{path}` is version {found}, and {range} is asked for", "`{path}` 的版本是 {found}，但要求 {range}" }
    version_unfit_help(path) { "see what changed with `dictum diff`, then widen the range or take another `{path}`", "请先用 `dictum diff` 查看变化，再放宽范围或换用其他 `{path}`" }
    version_here() { "its version", "其版本" }
    digest_unusable(found) { "`{found}` is no SHA-256 digest", "`{found}` 不是 SHA-256 摘要" }
    digest_differs(path, found) { "`{path}` is not the file that was agreed on: its digest is {found}", "`{path}` 与约定的文件不一致：其摘要为 {found}" }
    digest_help(found) { "read what changed, then write `digest: {found}`", "请核对变化后改写为 `digest: {found}`" }
    namespace_unusable(name) { "`{name}` cannot be a namespace", "`{name}` 不能用作命名空间" }
    namespace_taken(name, path) { "namespace `{name}` belongs to `{path}`", "命名空间 `{name}` 已属于 `{path}`" }
    namespace_help() { "give each import a namespace of its own", "请为每个导入使用各自的命名空间" }
    not_taken_over(key, path) { "`{key}` of imported `{path}`", "导入的 `{path}` 中的 `{key}`" }
    no_preset(path, found) { "`{path}` is no preset: it declares {found} systems, not one", "`{path}` 不是预设：应只声明一个系统，实际为 {found} 个" }
    no_preset_help() { "name a preset that `dictum packs` lists", "请使用 `dictum packs` 列出的预设" }
    no_profile(name) { "profile `{name}` does not exist", "行业配置 `{name}` 不存在" }
    profile_unused(name) { "profile `{name}`, which nothing of this dictionary falls under,", "行业配置 `{name}`（本字典中没有内容受其约束）" }
    profile_off(name) { "profile `{name}`, which `dictionary.profiles` does not name,", "行业配置 `{name}`（`dictionary.profiles` 未启用）" }
    extends_circle(id) { "`{id}` extends itself, directly or by way of others", "`{id}` 直接或间接地扩展了自身" }
    extends_circle_help() { "let one of them stand on its own", "请让其中之一独立定义" }

    entity_layer(id) { "entity `{id}`", "实体 `{id}`" }
    element_layer(id) { "`{id}`", "`{id}`" }
    field_layer(field, dataset) { "field `{field}` of `{dataset}`", "`{dataset}` 的字段 `{field}`" }
    before_profile(id, profile) { "`{id}` without profile `{profile}`", "未启用配置 `{profile}` 的 `{id}`" }
    privacy_layer() { "the privacy policy", "隐私策略" }
    widened(subject, key, own, base, inherited) { "{subject} is looser than {base}: `{key}` is {own}, not {inherited}", "{subject}比{base}更宽松：`{key}` 为 {own}，而非 {inherited}" }
    widened_pattern(subject, example, base) { "{subject} is looser than {base}: its pattern takes `{example}`", "{subject}比{base}更宽松：其模式接受 `{example}`" }
    widened_label() { "looser than what it inherits", "比所继承的更宽松" }
    inherited_here() { "what it inherits", "所继承的约束" }
    widened_help(scope) { "keep to what is inherited, or agree on `{{rule: constraint-widened, where: {scope}, reason: …, expires: …}}` under `waivers`", "请遵守所继承的约束，或在 `waivers` 中写明 `{{rule: constraint-widened, where: {scope}, reason: …, expires: …}}`" }
}
