//! Names made comparable: width, case, blanks, brackets, a unit at the end.

use unicode_normalization::UnicodeNormalization;

/// Units that headers carry in brackets or at their end.
const UNITS: [&str; 30] = [
    "元",
    "人民币",
    "cny",
    "rmb",
    "¥",
    "usd",
    "$",
    "eur",
    "分",
    "件",
    "个",
    "次",
    "人",
    "单",
    "箱",
    "kg",
    "g",
    "千克",
    "克",
    "斤",
    "ml",
    "l",
    "cm",
    "m",
    "%",
    "天",
    "小时",
    "分钟",
    "秒",
    "万元",
];

/// `name` without differences of width, case and blanks; brackets and `*` marks are dropped, what they hold stays.
pub fn fold(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).filter(|c| !is_dropped(*c)).collect()
}

/// As [`fold`], and without a unit in brackets at the end: `实付金额（元）` is `实付金额`.
pub fn fold_unit(name: &str) -> String {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    let without = plain.strip_suffix([')', ']', '】']).and_then(|inner| {
        let open = inner.rfind(['(', '[', '【'])?;
        let unit = inner.get(open..)?.trim_start_matches(['(', '[', '【']);
        let unit = unit.trim_start_matches("单位").trim_start_matches([':', '：']);
        UNITS.contains(&unit).then(|| inner.get(..open))?
    });
    without.unwrap_or(&plain).chars().filter(|c| !is_dropped(*c)).collect()
}

fn is_dropped(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '*' | '\u{FEFF}' | '\u{200B}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_what_names_mean() {
        for (name, folded, without_unit) in [
            ("收货地址 ", "收货地址", "收货地址"),
            ("Ｏrder ID", "orderid", "orderid"),
            ("实付金额（元）", "实付金额元", "实付金额"),
            ("商品总价(元)", "商品总价元", "商品总价"),
            ("金额(美元)", "金额美元", "金额美元"),
            ("手机号码*", "手机号码", "手机号码"),
            ("order_id", "order_id", "order_id"),
        ] {
            assert_eq!(fold(name), folded, "{name}");
            assert_eq!(fold_unit(name), without_unit, "{name}");
        }
    }
}
