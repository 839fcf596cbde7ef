//! Which field becomes which element, and how: what a gateway needs to say the same as the dictionary.

use serde_json::{Map, Value, json};

use super::undeclared::canonical_names;
use crate::model::{Constraints, Dataset, Dictionary, Field, Guard, TemporalFormat, Unit};
use crate::plan;
use crate::rule::{Canonical, FieldSpec, Loss};

/// The field map of the datasets that are `wanted`.
pub fn field_map(dictionary: &Dictionary, wanted: impl Fn(&Dataset) -> bool) -> Value {
    let datasets = dictionary.datasets.values().filter(|it| wanted(it)).map(|it| dataset(dictionary, it));
    json!({
        "version": 1,
        "dictionary": {"id": dictionary.id, "version": dictionary.version},
        "datasets": datasets.collect::<Vec<_>>(),
    })
}

fn dataset(dictionary: &Dictionary, dataset: &Dataset) -> Value {
    let names = canonical_names(dataset);
    let fields = dataset.fields.iter().zip(&names);
    json!({
        "dataset": &*dataset.id,
        "system": &*dataset.system,
        "entity": dataset.entity.as_ref().map(|it| &*it.value),
        "fields": fields.filter_map(|(it, name)| field(dictionary, dataset, (it, name))).collect::<Vec<_>>(),
    })
}

fn field(dictionary: &Dictionary, dataset: &Dataset, (field, name): (&Field, &str)) -> Option<Value> {
    let spec = plan::field_spec(dictionary, dataset, field)?;
    let loss = Canonical::of(&spec, dictionary.time_zone.as_deref()).loss;
    let also: Vec<&str> = field.also.iter().map(|it| &*it.value).collect();
    let mut map = Map::new();
    map.insert("field".into(), json!(&*field.name));
    map.insert("also".into(), json!(also));
    map.insert("element".into(), json!(&*field.element.value));
    map.insert("to".into(), json!(name));
    map.insert("required".into(), json!(!spec.nullable));
    map.insert("wire".into(), wire(&spec));
    map.insert("canonical".into(), canonical(&spec));
    if let Some(codes) = spec.codes.as_ref().filter(|it| it.map.is_some()) {
        let codes = codes.accepted.iter().map(|(local, code)| (local.to_string(), json!(&**code)));
        map.insert("codes".into(), Value::Object(codes.collect()));
    }
    map.insert("lossless".into(), json!(loss.is_none()));
    map.insert("loss".into(), json!(loss.map(loss_name)));
    map.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|it| !it.is_empty()));
    Some(Value::Object(map))
}

fn wire(spec: &FieldSpec) -> Value {
    let forms: Vec<&str> = spec.temporal.iter().map(TemporalFormat::text).collect();
    let guards =
        spec.guards.iter().filter_map(|it| Guard::ALL.iter().find(|(_, guard)| guard == it).map(|(name, _)| *name));
    let mut map = Map::new();
    map.insert("type".into(), json!(spec.kind.value.name()));
    map.insert("unit".into(), json!(unit(&spec.constraints)));
    map.insert("formats".into(), json!(forms));
    map.insert("zone".into(), json!(spec.zone.as_deref().filter(|_| spec.kind.value.is_temporal())));
    map.insert("nulls".into(), json!(spec.nulls.iter().map(|it| &**it).collect::<Vec<_>>()));
    map.insert("guards".into(), json!(guards.collect::<Vec<_>>()));
    map.insert("prefix".into(), json!(spec.prefix.as_deref()));
    map.insert("suffix".into(), json!(spec.suffix.as_deref()));
    map.insert("trim".into(), json!(spec.trim.then_some(true)));
    map.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|it| !it.is_empty()));
    Value::Object(map)
}

fn canonical(spec: &FieldSpec) -> Value {
    let form = spec.element.kind.value.is_temporal().then_some("rfc3339");
    let scale = spec.element.constraints.scale.as_ref().map(|it| it.value);
    let mut map = Map::new();
    map.insert("type".into(), json!(spec.element.kind.value.name()));
    map.insert("unit".into(), json!(unit(&spec.element.constraints)));
    map.insert("scale".into(), json!(scale));
    map.insert("format".into(), json!(form));
    map.retain(|_, value| !value.is_null());
    Value::Object(map)
}

fn unit(constraints: &Constraints) -> Option<String> {
    Some(match &constraints.unit.as_ref()?.value {
        Unit::Code(code) => code.to_string(),
        Unit::Part { code, per } => format!("{code}/{per}"),
        Unit::EpochSeconds => "epochSeconds".to_owned(),
        Unit::EpochMillis => "epochMillis".to_owned(),
        Unit::Element(id) => id.to_string(),
    })
}

fn loss_name(loss: Loss) -> &'static str {
    match loss {
        Loss::Unit => "unit",
        Loss::Type => "type",
        Loss::Zone => "zone",
        Loss::TimeOfDay => "timeOfDay",
    }
}
