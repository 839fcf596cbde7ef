//! The base and revision pairs of oasdiff, held against its verdicts: its errors are breaking, its warnings undecidable.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::allow_attributes,
    reason = "a test may stop at what it does not expect"
)]

mod common;

use common::{dictum, json, shared};

/// The pair, oasdiff's verdict by the checks that the pair is made for, and why ours differs where it does.
const PAIRS: [(&str, &str, Option<&str>); 86] = [
    ("checker/add_new_media_type_base.yaml", "safe", None),
    ("checker/additional_properties_traversal_base.yaml", "breaking", None),
    ("checker/common_request_parameter_max_items_updated_base.yaml", "safe", None),
    ("checker/contains_added_base.yaml", "breaking", None),
    ("checker/contains_property_base.yaml", "breaking", None),
    ("checker/content_schema_base.yaml", "breaking", None),
    ("checker/content_schema_body_base.yaml", "breaking", None),
    ("checker/content_schema_prop_base.yaml", "breaking", None),
    ("checker/dependent_required_base.yaml", "breaking", None),
    ("checker/dependent_required_property_base.yaml", "breaking", None),
    ("checker/dependent_schemas_prop_base.yaml", "breaking", None),
    ("checker/exclusive_min_max_base.yaml", "breaking", None),
    ("checker/if_added_base.yaml", "breaking", None),
    ("checker/nil_revision_subschema_base.yaml", "safe", None),
    ("checker/nullable_type_array_param_base.yaml", "breaking", None),
    ("checker/nullable_type_array_response_base.yaml", "safe", None),
    ("checker/nullable_wrap_base.yaml", "safe", None),
    ("checker/nullable_wrap_narrowed_base.yaml", "breaking", None),
    ("checker/nullable_wrap_response_base.yaml", "breaking", None),
    ("checker/pattern_properties_base.yaml", "breaking", None),
    ("checker/pattern_properties_prop_base.yaml", "breaking", None),
    ("checker/prefix_items_added_base.yaml", "breaking", None),
    ("checker/property_names_base.yaml", "breaking", None),
    ("checker/property_names_prop_base.yaml", "breaking", None),
    ("checker/request_body_any_of_media_type_base.yaml", "breaking", None),
    ("checker/request_body_default_value_changed_base.yaml", "breaking", None),
    ("checker/request_body_max_length_set_base.yaml", "undecidable", None),
    ("checker/request_body_nullable_31_base.yaml", "breaking", None),
    ("checker/request_param_multitype_to_array_31_base.yaml", "safe", None),
    ("checker/request_param_nullable_to_array_31_base.yaml", "safe", None),
    (
        "checker/request_param_scalar_to_constrained_array_31_base.yaml",
        "breaking",
        Some("the pattern of the items is a first limit, which senders may have kept anyway: `undecidable`"),
    ),
    ("checker/request_parameter_array_max_items_base.yaml", "breaking", None),
    ("checker/request_parameter_enum_value_updated_base.yaml", "breaking", None),
    ("checker/request_parameter_extensible_enum_base.yaml", "breaking", None),
    ("checker/request_parameter_max_length_updated_base.yaml", "safe", None),
    ("checker/request_parameter_min_items_increased_base.yaml", "breaking", None),
    ("checker/request_parameter_min_length_increased_base.yaml", "breaking", None),
    ("checker/request_parameter_property_enum_value_updated_base.yaml", "breaking", None),
    ("checker/request_property_all_of_added_base.yaml", "breaking", None),
    ("checker/request_property_all_of_annotation_only_added_at_property_base.yaml", "safe", None),
    ("checker/request_property_all_of_annotation_only_added_base.yaml", "safe", None),
    ("checker/request_property_all_of_inline_added_base.yaml", "breaking", None),
    ("checker/request_property_any_of_added_base.yaml", "safe", None),
    ("checker/request_property_any_of_ref_inline_enum_base.yaml", "safe", None),
    ("checker/request_property_any_of_removed_base.yaml", "breaking", None),
    ("checker/request_property_became_nullable_31_base.yaml", "breaking", None),
    ("checker/request_property_discriminator_added_base.yaml", "safe", None),
    ("checker/request_property_extensible_enum_base.yaml", "breaking", None),
    ("checker/request_property_max_set_base.yaml", "undecidable", None),
    ("checker/request_property_min_increased_base.yaml", "breaking", None),
    ("checker/request_property_min_items_increased_base.yaml", "breaking", None),
    ("checker/request_property_one_of_wrapped_base.yaml", "safe", None),
    ("checker/request_property_type_changed_base.yaml", "breaking", None),
    ("checker/response_min_decreased_base.yaml", "breaking", None),
    ("checker/response_optional_property_removed_base.yaml", "undecidable", None),
    (
        "checker/response_pattern_added_or_changed_base.yaml",
        "safe",
        Some(
            "what the two patterns permit is not compared, so readers may meet what the old one did not: `undecidable`",
        ),
    ),
    ("checker/response_property_all_of_inline_added_base.yaml", "safe", None),
    ("checker/response_property_any_of_added_base.yaml", "breaking", None),
    ("checker/response_property_became_optional_base.yaml", "breaking", None),
    ("checker/response_property_default_value_changed_base.yaml", "safe", None),
    ("checker/response_property_one_of_added_base.yaml", "breaking", None),
    ("checker/response_property_one_of_wrapped_base.yaml", "breaking", None),
    ("checker/response_required_property_added_base.yaml", "safe", None),
    ("checker/transition_claims_enum_base.yaml", "safe", None),
    ("checker/unevaluated_base.yaml", "breaking", None),
    ("checker/unevaluated_bool_base.yaml", "breaking", None),
    ("checker/unevaluated_property_base.yaml", "breaking", None),
    ("extensions/base.yaml", "safe", None),
    ("header-case/base.yaml", "safe", None),
    ("list-of-types/list-to-single-base.yaml", "breaking", None),
    ("list-of-types/single-to-list-base.yaml", "breaking", None),
    ("openapi31-ref-sibling-base.yaml", "safe", None),
    ("param-rename/method-base.yaml", "safe", None),
    ("param-rename/one-of-two-base.yaml", "safe", None),
    ("pattern-parameter-base.yaml", "safe", None),
    ("required-properties/read-only-base.yaml", "safe", None),
    ("required-properties/request-new-required-prop-base.yaml", "breaking", None),
    ("required-properties/response-allof-multi-base.json", "safe", None),
    ("required-properties/response-base.json", "breaking", None),
    ("required-properties/write-only-base.yaml", "safe", None),
    ("required-properties/write-only-delete-partial-base.yaml", "undecidable", None),
    ("response-media-type-base.yaml", "breaking", None),
    ("run_test/breaking_changes_include_checks_base.yaml", "safe", None),
    ("x-of/inline-to-ref-refactor-base.yaml", "safe", None),
    ("x-of/multi-refs-base.yaml", "safe", None),
    ("x-of/single-ref-base.yaml", "safe", None),
];

#[test]
fn nine_of_ten_verdicts_agree_with_oasdiff_and_the_rest_have_a_reason() {
    let Some(root) = shared("corpora/1-conformance/oasdiff/data") else {
        eprintln!("skipped: DICTUM_CORPORA names no folder");
        return;
    };
    let (mut agree, mut wrong) = (0, Vec::new());
    for (base, verdict, reason) in PAIRS {
        let revision = base.replace("base.", "revision.");
        let output = dictum()
            .current_dir(&root)
            .args(["diff", base, &revision, "--format", "json", "--as-of", "2026-07-01"])
            .output()
            .unwrap();
        let summary = &json(&output)["summary"];
        let worst = ["breaking", "undecidable"].into_iter().find(|it| summary[it] != 0).unwrap_or("safe");
        match (worst == verdict, reason) {
            (true, None) => agree += 1,
            (false, Some(_)) => {}
            (true, Some(_)) => wrong.push(format!("{base}: agrees by now, and still has a reason")),
            (false, None) => wrong.push(format!("{base}: {worst}, oasdiff says {verdict}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(agree * 10 >= PAIRS.len() * 9, "{agree} of {}", PAIRS.len());
}
