//! Text that was decoded in the wrong encoding.

use encoding_rs::GB18030;

/// What is proved of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mojibake {
    /// Decoding it the other way gives this text: nothing is lost.
    Reversible(String),
    /// It holds what stands for bytes that are gone: U+FFFD, `锟斤拷`, a byte order mark read as letters, fillers of memory.
    Lost,
}

/// Fewest Han characters in a result: fewer may come about by chance.
const FEWEST: usize = 3;

/// What stands where bytes were lost.
const MARKS: [&str; 4] = ["\u{FFFD}", "锟斤拷", "烫烫烫", "屯屯屯"];

/// The proof that a text was decoded wrongly, if there is one.
///
/// Three ways back are tried: the text's bytes in GB18030 are UTF-8 (`璁㈠崟缂栧彿`); its bytes in Latin-1 are GB18030 (`¶©µ¥±àºÅ`) or
/// UTF-8. A way is a proof where the result has at least three Han characters and the very ASCII letters of the text.
pub fn mojibake(text: &str) -> Option<Mojibake> {
    if text.is_ascii() {
        return None;
    }
    if MARKS.iter().any(|it| text.contains(it)) || text.starts_with("ï»¿") || text.starts_with('锘') {
        return Some(Mojibake::Lost);
    }
    let latin: Option<Vec<u8>> = text.chars().map(|it| u8::try_from(u32::from(it)).ok()).collect();
    let result = match latin {
        Some(bytes) => String::from_utf8(bytes.clone()).ok().filter(|it| is_proof(text, it)).or_else(|| {
            GB18030.decode_without_bom_handling_and_without_replacement(&bytes).map(std::borrow::Cow::into_owned)
        }),
        None => String::from_utf8(GB18030.encode(text).0.into_owned()).ok(),
    }?;
    is_proof(text, &result).then_some(Mojibake::Reversible(result))
}

fn is_proof(text: &str, result: &str) -> bool {
    let letters = |it: &str| it.bytes().filter(u8::is_ascii_alphabetic).count();
    let plain = |it: char| {
        it.is_ascii()
            || is_han(it)
            || matches!(it, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '\u{2010}'..='\u{2026}')
    };
    result.chars().filter(|it| is_han(*it)).count() >= FEWEST
        && letters(text) == letters(result)
        && result.chars().all(plain)
}

fn is_han(it: char) -> bool {
    matches!(it, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_decodings_are_undone() {
        for (text, right) in
            [("璁㈠崟缂栧彿", "订单编号"), ("¶©µ¥±àºÅ", "订单编号"), ("è®¢å\u{8d}\u{95}ç¼\u{96}å\u{8f}·", "订单编号")]
        {
            assert_eq!(mojibake(text), Some(Mojibake::Reversible(right.to_owned())), "{text}");
        }
        for text in ["锟斤拷锟斤拷", "订\u{FFFD}", "ï»¿订单号", "锘胯鍗", "烫烫烫烫"] {
            assert_eq!(mojibake(text), Some(Mojibake::Lost), "{text}");
        }
    }

    #[test]
    fn genuine_text_is_left_alone() {
        for text in [
            "订单编号",
            "买家会员名",
            "买家实际支付金额",
            "收货地址 ",
            "宝贝标题",
            "物流单号",
            "联系手机",
            "店铺名称",
            "商品总价(元)",
            "商家编码-规格维度",
            "售后状态",
            "快递单号",
            "应付金额",
            "商品69码",
            "公众账号ID",
            "微信订单号",
            "服务费（元）",
            "联通",
            "Müller & Söhne",
            "Ångström",
            "naïve café",
            "señor",
            "ÄÖÜäöüß",
            "été à Évêché",
            "★好评★",
            "👍",
            "",
            "plain",
        ] {
            assert_eq!(mojibake(text), None, "{text}");
        }
    }
}
