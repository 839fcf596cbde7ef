//! Imports, namespaces, layers, profiles and presets, as a dictionary writes them.

use std::path::Path;

use crate::dictionary::{Known, Loaded, PACKS, Pack, PackKind, load};
use crate::message::Lang;

/// Loads `dictionary.yaml` of a folder with these files.
fn read(files: &[(&str, &str)]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, format!("dictum: 1\n{text}")).unwrap();
    }
    let named = folder.path().join("dictionary.yaml");
    let path = if named.exists() { named.as_path() } else { folder.path() };
    load(path, "d.yaml", &Known::default()).unwrap()
}

/// `rule message-id line:column` of each finding.
fn told(loaded: &Loaded) -> Vec<String> {
    let word = |it: &crate::finding::Finding| {
        let place = &it.places[0];
        format!("{} {} {}:{}", it.rule, it.message.id(), place.line, place.column)
    };
    loaded.findings.iter().map(word).collect()
}

const TERMS: &str = "dictionary: {id: terms, version: 1.4.2}
departments: {it: {title: IT}}
formats: {tag: {pattern: '^[a-z]+$'}}
codeLists: {state: {values: {OPEN: open, SHUT: shut}}}
elements:
  order.id: {title: number, type: string, pattern: '^[A-Z]{2}[0-9]{4}$', owner: it}
  order.state: {title: state, type: string, codes: state}
  order.tag: {title: tag, type: string, format: tag}
  order.shutAt: {title: shut, type: date, nullable: true, requiredIf: \"order.state = 'SHUT'\"}
  order.old: {title: old, type: string, status: deprecated, replacedBy: order.id}
entities: {order: {key: [order.id], required: [order.id, order.state], optional: [order.tag]}}
systems: {other: {datasets: {d: {fields: {a: order.id}}}}}
";

#[test]
fn what_is_imported_under_a_namespace_is_called_by_it_everywhere() {
    let text = "imports: [{path: terms.yaml, as: t, version: ^1.4}]
systems: {shop: {datasets: {orders: {entity: t.order, fields: {nr: t.order.id, state: t.order.state}}}}}
";
    let loaded = read(&[("dictionary.yaml", text), ("terms.yaml", TERMS)]);
    assert_eq!(told(&loaded), Vec::<String>::new());
    let dictionary = &loaded.dictionary;
    let ids: Vec<&str> = dictionary.elements.keys().map(|it| &**it).collect();
    assert_eq!(ids, ["t.order.id", "t.order.state", "t.order.tag", "t.order.shutAt", "t.order.old"]);
    assert_eq!(&*dictionary.elements["t.order.state"].constraints.codes.as_ref().unwrap().value, "t.state");
    assert_eq!(&*dictionary.elements["t.order.id"].owner.as_ref().unwrap().value, "t.it");
    assert_eq!(&*dictionary.elements["t.order.old"].replaced_by.as_ref().unwrap().value, "t.order.id");
    assert!(dictionary.elements["t.order.tag"].constraints.pattern.is_some());
    let condition = dictionary.elements["t.order.shutAt"].required_if.as_ref().unwrap();
    assert_eq!(condition.elements.iter().map(|it| &**it).collect::<Vec<_>>(), ["t.order.state"]);
    assert_eq!(&*dictionary.entities["t.order"].required[1].value, "t.order.state");
    // Systems of an import are not taken over, and that is said.
    assert_eq!(dictionary.systems.len(), 1);
    assert_eq!(dictionary.unchecked.iter().map(|it| &*it.subject).collect::<Vec<_>>(), ["imports.terms.yaml.systems"]);
    assert_eq!(dictionary.id, None, "the import's own block is not the dictionary's");
    assert_eq!(loaded.files.len(), 2);
}

#[test]
fn imports_that_cannot_be_used_are_told_at_their_place() {
    let terms = ("terms.yaml", TERMS);
    for (import, wanted) in [
        ("{path: terms.yaml, as: t, version: ^2}", "dictionary-invalid version_unfit 2:46"),
        ("{path: terms.yaml, as: t, version: newest}", "dictionary-invalid range_unusable 2:46"),
        ("{path: none.yaml, as: t}", "reference-dangling missing 2:18"),
        ("{path: std/cn-cor, as: t}", "reference-dangling missing 2:18"),
        ("{path: std/cn-core, as: t, version: ^9}", "dictionary-invalid version_unfit 2:47"),
        ("{path: ../../etc/passwd, as: t}", "dictionary-invalid source_outside 2:18"),
        ("{path: /etc/passwd, as: t}", "dictionary-invalid source_outside 2:18"),
        ("{path: 'https://example.org/t.yaml', as: t}", "dictionary-invalid elsewhere 2:18"),
        ("{path: terms.yaml, as: t.t}", "dictionary-invalid namespace_unusable 2:34"),
        ("{path: terms.yaml, as: t, digest: abc}", "dictionary-invalid digest_unusable 2:45"),
        ("{path: dictionary.yaml, as: t}", "dictionary-invalid cycle 2:18"),
        ("{as: t}", "dictionary-invalid key_missing 2:11"),
    ] {
        let text = format!("imports: [{import}]\nelements: {{x.a: {{type: string}}}}\n");
        let found = read(&[("dictionary.yaml", &text), terms]);
        assert_eq!(told(&found), [wanted], "{import}");
        let help = found.findings[0].help.as_ref().unwrap();
        assert!(Lang::ALL.iter().all(|(_, lang)| !help.text(*lang).is_empty()));
    }
    let near = read(&[("dictionary.yaml", "imports: [{path: std/cn-cor, as: t}]\n")]);
    assert!(near.findings[0].help.as_ref().unwrap().text(Lang::En).contains("std/cn-core"));
}

#[test]
fn a_digest_pins_the_bytes() {
    let import = |digest: &str| format!("imports: [{{path: terms.yaml, as: t, digest: '{digest}'}}]\n");
    let wrong = read(&[("dictionary.yaml", &import(&"0".repeat(64))), ("terms.yaml", TERMS)]);
    assert_eq!(told(&wrong), ["dictionary-invalid digest_differs 2:45"]);
    let digest = super::sha256(format!("dictum: 1\n{TERMS}").as_bytes());
    for spelled in [digest.clone(), format!("sha256:{digest}")] {
        let right = read(&[("dictionary.yaml", &import(&spelled)), ("terms.yaml", TERMS)]);
        assert_eq!(told(&right), Vec::<String>::new(), "{spelled}");
    }
}

#[test]
fn circles_end_and_a_diamond_is_read_once() {
    let circle = read(&[
        ("dictionary.yaml", "imports: [{path: a.yaml, as: a}]\n"),
        ("a.yaml", "imports: [{path: b.yaml, as: b}]\nelements: {x.a: {type: string}}\n"),
        ("b.yaml", "imports: [{path: a.yaml, as: a}]\nelements: {x.b: {type: string}}\n"),
    ]);
    assert_eq!(told(&circle), ["dictionary-invalid cycle 2:18"]);
    assert_eq!(circle.findings[0].path.as_deref(), Some("b.yaml"));
    assert_eq!(circle.findings[0].related[0].place.path.as_deref(), Some("d.yaml"));
    assert_eq!(circle.dictionary.elements.len(), 2, "what is right is loaded");
    let diamond = read(&[
        ("dictionary.yaml", "imports: [{path: a.yaml, as: a}, {path: b.yaml, as: b}]\n"),
        ("a.yaml", "imports: [{path: c.yaml, as: c}]\nelements: {x.a: {type: string, extends: c.x.c}}\n"),
        ("b.yaml", "imports: [{path: c.yaml, as: c}]\nelements: {x.b: {type: string, extends: c.x.c}}\n"),
        ("c.yaml", "elements: {x.c: {type: string, maxLength: 3}}\n"),
    ]);
    assert_eq!(told(&diamond), Vec::<String>::new());
    assert_eq!(diamond.dictionary.elements.len(), 3);
    let taken = read(&[
        ("dictionary.yaml", "imports: [{path: a.yaml, as: a}, {path: b.yaml, as: a}]\n"),
        ("a.yaml", "elements: {x.a: {type: string}}\n"),
        ("b.yaml", "elements: {x.b: {type: string}}\n"),
    ]);
    assert_eq!(told(&taken), ["name-duplicate namespace_taken 2:53"]);
    // The packs of the program share one namespace: each says what it builds on.
    let shared =
        read(&[("dictionary.yaml", "imports: [{path: std/cn-core, as: std}, {path: std/intl-core, as: std}]\n")]);
    assert_eq!(told(&shared), Vec::<String>::new());
}

#[test]
fn a_file_of_the_folder_that_is_imported_counts_as_imported() {
    let loaded = read(&[
        ("a.yaml", "imports: [{path: terms/t.yaml, as: t}]\nelements: {x.a: {extends: t.x.t}}\n"),
        ("terms/t.yaml", "elements: {x.t: {type: integer}}\n"),
        ("z.yaml", "elements: {x.z: {type: string}}\n"),
    ]);
    assert_eq!(told(&loaded), Vec::<String>::new());
    let ids: Vec<&str> = loaded.dictionary.elements.keys().map(|it| &**it).collect();
    assert_eq!(ids, ["x.a", "x.z", "t.x.t"]);
    assert_eq!(loaded.dictionary.elements["x.a"].kind.value, crate::model::LogicalType::Integer);
}

#[test]
fn what_extends_another_takes_over_what_it_does_not_say() {
    let text = "departments: {it: {title: IT}}
elements:
  low.c: {extends: low.b, title: c, minLength: 2}
  low.b: {extends: top.a, maxLength: 5}
  top.a: {title: a, definition: d, type: string, maxLength: 9, pii: pi, owner: it, tier: 1, joinKey: false, schemes: [s], nullable: false}
";
    let loaded = read(&[("dictionary.yaml", text)]);
    assert_eq!(told(&loaded), Vec::<String>::new());
    let c = &loaded.dictionary.elements["low.c"];
    let limits = (c.constraints.min_length.as_ref().unwrap().value, c.constraints.max_length.as_ref().unwrap().value);
    assert_eq!((limits, c.tier, c.join_key, c.pii), ((2, 5), 1, false, Some(crate::model::Pii::Personal)));
    assert_eq!((c.title.get("en"), c.definition.is_some(), c.owner.is_some()), (Some("c"), true, true));
    assert!(c.descends_from("top.a") && !c.descends_from("low.c"));
    assert_eq!(loaded.dictionary.elements.keys().map(|it| &**it).collect::<Vec<_>>(), ["low.c", "low.b", "top.a"]);
    for (elements, wanted) in [
        ("{x.a: {extends: x.a}}", "dictionary-invalid extends_circle 2:27"),
        ("{x.a: {extends: x.b}, x.b: {extends: x.a}}", "dictionary-invalid extends_circle 2:27"),
        ("{x.a: {extends: x.b}, x.c: {type: string}}", "reference-dangling no_element 2:27"),
        ("{x.a: {title: t}}", "dictionary-invalid key_missing 2:12"),
    ] {
        let found = read(&[("dictionary.yaml", &format!("elements: {elements}\n"))]);
        assert_eq!(told(&found), [wanted], "{elements}");
    }
}

#[test]
fn profiles_add_and_narrow_where_they_are_in_force() {
    let text = |profiles: &str| {
        format!(
            "dictionary: {{profiles: {profiles}}}
profiles:
  cold:
    elements: {{batch.day: {{type: date}}, product.name: {{maxLength: 5}}}}
    entities: {{product: {{required: [batch.day]}}}}
elements: {{product.name: {{title: name, type: string, maxLength: 9}}, product.id: {{type: string}}}}
entities: {{product: {{key: [product.id]}}}}
systems: {{s: {{datasets: {{d: {{entity: product, fields: {{id: product.id, name: product.name}}}}}}}}}}
"
        )
    };
    let most =
        |loaded: &Loaded| loaded.dictionary.elements["product.name"].constraints.max_length.as_ref().map(|it| it.value);
    let off = read(&[("dictionary.yaml", &text("[general]"))]);
    assert_eq!((told(&off), most(&off)), (vec![], Some(9)));
    assert!(!off.dictionary.elements.contains_key("batch.day"));
    assert_eq!(off.dictionary.unchecked[0].what.id(), "profile_off");
    let on = read(&[("dictionary.yaml", &text("[cold]"))]);
    assert_eq!((told(&on), most(&on)), (vec![], Some(5)));
    assert_eq!(&*on.dictionary.entities["product"].required[0].value, "batch.day");
    assert!(on.dictionary.unchecked.is_empty());
    let unknown = read(&[("dictionary.yaml", &text("[colt]"))]);
    assert_eq!(told(&unknown), ["reference-dangling no_profile 2:25"]);
    assert!(unknown.findings[0].help.as_ref().unwrap().text(Lang::En).contains("`cold`"));
    // A profile that nothing falls under must not pass as checked.
    let idle = read(&[("dictionary.yaml", "dictionary: {profiles: [fresh]}\nelements: {x.a: {type: string}}\n")]);
    assert_eq!(idle.dictionary.unchecked[0].what.id(), "profile_unused");
}

#[test]
fn a_preset_is_one_line_and_what_the_dictionary_says_comes_first() {
    let one = read(&[("dictionary.yaml", "systems: {shop: {preset: std/tmall-orders@1}}\n")]);
    assert_eq!(told(&one), Vec::<String>::new());
    let orders = &one.dictionary.datasets["shop.orders"];
    assert!(orders.fields.iter().any(|it| &*it.name == "订单编号" && &*it.element.value == "std.order.id"));
    assert_eq!(one.dictionary.systems.len(), 1);
    let text = "elements:
  order.id: {extends: std.order.id, pattern: '^[0-9]+$'}
  my.note: {type: string}
systems:
  shop:
    preset: std/tmall-orders@1
    datasets:
      orders: {files: ['mine*.csv'], extraFields: forbid, fields: {备注: my.note}}
";
    let own = read(&[("dictionary.yaml", text)]);
    assert_eq!(told(&own), Vec::<String>::new());
    let orders = &own.dictionary.datasets["shop.orders"];
    let element = |name: &str| &*orders.fields.iter().find(|it| &*it.name == name).unwrap().element.value;
    assert_eq!((element("订单编号"), element("备注")), ("order.id", "my.note"));
    assert_eq!(orders.files.iter().map(|it| &*it.value).collect::<Vec<_>>(), ["mine*.csv"]);
    let entity = &own.dictionary.entities[&orders.entity.as_ref().unwrap().value];
    assert!(entity.key.iter().any(|it| &*it.value == "order.id"), "the enterprise's element takes the pack's place");
    for (preset, wanted) in [
        ("std/tmall-order", "reference-dangling missing 2:26"),
        ("std/tmall-orders@9", "dictionary-invalid version_unfit 2:26"),
        ("std/cn-core", "dictionary-invalid no_preset 2:26"),
    ] {
        let found = read(&[("dictionary.yaml", &format!("systems: {{shop: {{preset: {preset}}}}}\n"))]);
        assert_eq!(told(&found), [wanted], "{preset}");
    }
}

#[test]
fn what_a_dictionary_says_of_itself_is_held_against_its_form() {
    for (text, wanted) in [
        ("dictionary: {version: 1.4.0-rc.1+7}\n", vec![]),
        ("dictionary: {version: '1.4'}\n", vec!["dictionary-invalid version_unusable 2:23"]),
        ("formats: {f: {pattern: '^[a-z]$', examples: [a, B]}}\n", vec!["dictionary-invalid format_example 2:49"]),
    ] {
        assert_eq!(told(&read(&[("dictionary.yaml", text)])), wanted, "{text}");
    }
}

#[test]
fn every_pack_loads_alone_names_itself_and_has_words_in_both_languages() {
    let mut names = std::collections::BTreeSet::new();
    for pack in PACKS {
        assert!(names.insert(pack.name), "{} stands twice", pack.name);
        let use_it = match pack.kind {
            PackKind::Terms => format!("imports: [{{path: {}, as: std}}]\n", pack.name),
            PackKind::Profile => format!("dictionary: {{profiles: [{}]}}\n", pack.name.trim_start_matches("std/")),
            PackKind::Preset => format!("systems: {{it: {{preset: {}@1}}}}\n", pack.name),
        };
        let loaded = read(&[("dictionary.yaml", &use_it)]);
        let texts: Vec<String> = loaded.findings.iter().map(|it| format!("{:?}", it.message)).collect();
        assert!(texts.is_empty(), "{}: {texts:?}", pack.name);
        assert!(pack.text.contains("# Source"), "{}: where its lists come from is not said", pack.name);
        assert!(pack.text.contains(&format!("id: {},", pack.name)), "{}: its id is another", pack.name);
        for (id, element) in &loaded.dictionary.elements {
            let languages: Vec<&str> = element.title.texts.iter().map(|(language, _)| &**language).collect();
            assert_eq!(languages, ["zh-CN", "en"], "{}: {id}", pack.name);
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/std");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(Pack::by_name(&format!("std/{name}")).is_some(), "{name} is not in the list");
    }
}
