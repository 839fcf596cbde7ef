//! Names to the words they are made of.

/// The words of a name: parted by `_`, `-` and other signs, and where a capital follows a small letter.
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let characters: Vec<char> = name.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|it| characters.get(it));
        let after = characters.get(at + 1);
        let hump = c.is_uppercase()
            && (before.is_some_and(|it| it.is_lowercase() || it.is_ascii_digit())
                || (before.is_some_and(|it| it.is_uppercase()) && after.is_some_and(|it| it.is_lowercase())));
        if hump || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.push(*c);
        }
    }
    words.retain(|it| !it.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_are_parted_by_case_and_signs() {
        for (name, parts) in [
            ("orderId", "order Id"),
            ("HTTPStatus", "HTTP Status"),
            ("t_order_item", "t order item"),
            ("address2", "address2"),
            ("订单编号", "订单编号"),
            ("", ""),
        ] {
            assert_eq!(words(name).join(" "), parts);
        }
    }
}
