//! Floor 3: the rules, one a file. A rule imports what a rule is, the model and the catalogue, never readers, plans or renderers.
//!
//! To add one: a file in the folder of its area, its name in the list below, and a page in `rules/`.

use crate::rule::Rule;

mod breaks;
mod declared;
pub mod joined_key;
mod legend;
mod looser;
pub mod promise;
mod unit_name;

/// Declares the modules of all rules and the table of their metadata from one list.
macro_rules! rules {
    ($($area:ident { $($file:ident),* $(,)? })*) => {
        $(
            #[doc = concat!("Rules on: ", stringify!($area), ".")]
            pub mod $area {
                $( pub mod $file; )*
            }
        )*

        /// Every rule, by area and file.
        pub static RULES: &[&Rule] = &[$( $( &$area::$file::RULE, )* )*];
    };
}

rules! {
    across {
        capacity_exceeded,
        cardinality_violated,
        code_conflict,
        grain_mismatch,
        join_needs_folding,
        journey_broken,
        promotion_without_stock,
        sequence_impossible,
        stock_oversold,
        sum_mismatch,
        time_shift,
        unit_ratio,
        value_conflict,
        wire_form_conflict,
    }
    cell {
        checksum_invalid,
        code_retired,
        code_unknown,
        date_format,
        format_mismatch,
        identifier_scientific,
        length_exceeded,
        pattern_mismatch,
        range_exceeded,
        scale_exceeded,
        type_mismatch,
        value_missing,
        zone_missing,
    }
    column {
        format_mixed,
        formula_injection,
        invisible_character,
        key_unusable,
        mojibake,
        pii_undeclared,
        pii_unmasked,
        precision_lost,
        secret_exposed,
    }
    contract {
        contract_breaking,
        contract_data_drift,
        contract_form,
        contract_invalid,
        contract_transport,
        enum_mismatch,
        example_breaks,
        identifier_as_number,
        pii_forbidden,
        property_unmapped,
        required_mismatch,
    }
    declaration {
        field_missing,
        field_undeclared,
        header_folded,
        money_as_float,
        property_name_style,
        unit_contradicts,
    }
    dictionary {
        code_map_ambiguous,
        code_unmapped,
        code_unquoted,
        compat_overdue,
        constraint_impossible,
        constraint_widened,
        definition_poor,
        dictionary_invalid,
        element_deprecated,
        element_name_style,
        element_unmapped,
        governance_incomplete,
        name_duplicate,
        pattern_unanchored,
        reference_dangling,
        representation_mismatch,
        synonym_ambiguous,
        version_bump_too_small,
    }
    drift {
        profile_drift,
        schema_drift,
    }
    explanation {
        boolean_spelling,
        code_label_used,
        full_width,
        guard_undeclared,
        leading_zeros_lost,
        null_spelling,
        number_decorated,
        text_in_typed_field,
    }
    input {
        dataset_unmatched,
        dialect_mismatch,
        encoding_mismatch,
        extra_rows,
        file_name,
        file_stale,
        file_unreadable,
        header_defect,
        row_width,
        stray_space,
    }
    key {
        key_duplicate,
        key_missing,
        reference_unmatched,
        row_duplicate,
    }
    run {
        check_skipped,
        ignore_unused,
    }
}

/// The rule called `id`.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id.name() == id)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::dictionary::testing::TODAY;
    use crate::dictionary::{self, Known};

    #[test]
    fn the_dictionaries_of_the_fixtures_break_no_rule() {
        for name in ["shop/dictionary", "example/dictionary.yaml"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
            let known = Known { rules: super::RULES.iter().map(|it| it.id.name()).collect(), ..Known::default() };
            let loaded = dictionary::load(&path, name, &known).unwrap();
            let mut findings = loaded.findings;
            for check in super::RULES.iter().filter_map(|it| it.parts.dictionary) {
                check(&loaded.dictionary, TODAY, &mut findings);
            }
            let words: Vec<_> = findings.iter().map(|it| (it.places[0].line, &it.message)).collect();
            assert!(findings.is_empty(), "{name}: {words:?}");
        }
    }
}
