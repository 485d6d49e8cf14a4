//! The distiller on a small hand-made type, from both sources to the written file.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use stackwright_facts::{ResourceType, Service};

use super::lint::Lint;
use super::{conditions, overrides, references, resource, spec, write};

/// AWS CDK's database with these properties of `A::B::C` and these nested types by id.
fn database(properties: Value, nested: &[(&str, &str, Value)]) -> spec::Spec {
    let nested: Vec<Value> = nested
        .iter()
        .map(|(id, name, properties)| json!({"$id": id, "name": name, "properties": properties}))
        .collect();
    let database = json!({"schema": {
        "resource": {"entities": [{
            "cloudFormationType": "A::B::C",
            "attributes": {"Arn": {"type": {"type": "string"}}},
            "properties": properties,
        }]},
        "typeDefinition": {"entities": nested},
    }});
    spec::parse(database.to_string().as_bytes()).unwrap()
}

/// cfn-lint's schema of `A::B::C`; what `schema` has wins over the usual.
fn lint(schema: Value) -> Lint {
    let mut whole = json!({
        "typeName": "A::B::C",
        "additionalProperties": false,
        "primaryIdentifier": ["/properties/Arn"],
        "readOnlyProperties": ["/properties/Arn"],
    });
    for (keyword, value) in schema.as_object().unwrap() {
        whole[keyword] = value.clone();
    }
    Lint {
        schemas: [("A::B::C".to_owned(), whole)].into(),
        ..Lint::default()
    }
}

fn distil(spec: &spec::Spec, lint: &Lint) -> ResourceType {
    resource::distil("A::B::C", spec, lint).unwrap().resource
}

/// The facts of `A::B::C` as JSON.
fn facts(spec: &spec::Spec, lint: &Lint) -> Value {
    serde_json::to_value(distil(spec, lint)).unwrap()
}

fn services(resource: ResourceType) -> BTreeMap<String, Service> {
    let types = [("A::B::C".to_owned(), resource)].into();
    [(
        "a-b".to_owned(),
        Service {
            name: "A::B".to_owned(),
            types,
        },
    )]
    .into()
}

#[test]
fn nested_types_are_paired_by_place_not_by_name() {
    let spec = database(
        json!({"Door": {"type": {"type": "ref", "reference": {"$ref": "7"}}}}),
        &[(
            "7",
            "Gate",
            json!({
                "Key": {"type": {"type": "string"}, "relationshipRefs": [
                    {"cloudFormationType": "A::B::C", "propertyName": "Arn"}
                ]},
                "Old": {"type": {"type": "integer"}, "required": true},
            }),
        )],
    );
    let lint = lint(json!({
        "properties": {"Door": {"$ref": "#/definitions/Entrance"}},
        "definitions": {"Entrance": {
            "type": "object",
            "properties": {"Key": {"type": "string", "maxLength": 3, "description": "never"}},
            "required": ["Key"],
            "additionalProperties": false,
        }},
    }));
    let facts = facts(&spec, &lint);
    assert_eq!(
        facts["properties"],
        json!({"Door": {"kind": {"object": "Entrance"}}})
    );
    assert_eq!(
        facts["definitions"],
        json!({"Entrance": {"properties": {
            "Key": {
                "kind": "string",
                "required": true,
                "wants": ["A::B::C.Arn"],
                "limits": {"maxLength": 3},
            },
            "Old": {"kind": "integer", "deprecated": true},
        }}})
    );
    assert_eq!(facts["ref"], json!({"attribute": "Arn"}));
}

#[test]
fn a_definition_that_holds_itself_ends() {
    let lint = lint(json!({
        "properties": {"Top": {"$ref": "#/definitions/Node"}},
        "definitions": {"Node": {
            "type": "object",
            "properties": {"Children": {"type": "array", "items": {"$ref": "#/definitions/Node"}}},
        }},
    }));
    let facts = facts(&database(json!({}), &[]), &lint);
    assert_eq!(
        facts["definitions"]["Node"]["properties"],
        json!({"Children": {"kind": {"list": {"kind": {"object": "Node"}}}}})
    );
}

#[test]
fn objects_of_the_same_name_are_told_apart_by_their_owners() {
    let inline = |property: &str| {
        json!({"type": "object", "properties": {
            "Rule": {"type": "object", "properties": {property: {"type": "string"}}}
        }})
    };
    let lint = lint(json!({"properties": {"Left": inline("A"), "Right": inline("B")}}));
    let facts = facts(&database(json!({}), &[]), &lint);
    let names: Vec<&String> = facts["definitions"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["Left", "Right", "RightRule", "Rule"]);
}

#[test]
fn branches_add_properties_and_stay_conditions() {
    let branch = |name: &str| {
        json!({"type": "object", "additionalProperties": false, "required": [name],
               "properties": {name: {"type": "string", "maxLength": 9}}})
    };
    let lint = lint(json!({
        "properties": {"Source": {"$ref": "#/definitions/Source"}},
        "definitions": {"Source": {"type": "object", "oneOf": [branch("Bucket"), branch("Url")]}},
    }));
    let facts = facts(&database(json!({}), &[]), &lint);
    assert_eq!(
        facts["definitions"]["Source"],
        json!({
            "properties": {
                "Bucket": {"kind": "string", "limits": {"maxLength": 9}},
                "Url": {"kind": "string", "limits": {"maxLength": 9}},
            },
            "limits": {"oneOf": [
                {"required": ["Bucket"], "properties": {"Bucket": {}}, "closed": true},
                {"required": ["Url"], "properties": {"Url": {}}, "closed": true},
            ]},
        })
    );
}

#[test]
fn what_is_said_by_path_is_set_on_the_property() {
    let lint = lint(json!({
        "properties": {
            "Name": {"type": "string"},
            "One": {"$ref": "#/definitions/Shared"},
            "Two": {"type": "array", "items": {"$ref": "#/definitions/Shared"}},
            "Own": {"type": "object", "properties": {"Size": {"type": "integer"}}},
            "Secret": {"type": "string"},
            "End": {"type": "object", "properties": {"Port": {"type": "integer"}}},
        },
        "definitions": {"Shared": {"type": "object", "properties": {"Zone": {"type": "string"}}}},
        "createOnlyProperties": ["/properties/Name", "/properties/Two/*/Zone", "/properties/Own/Size"],
        "writeOnlyProperties": ["/properties/Secret", "/properties/One/Zone"],
        "readOnlyProperties": ["/properties/Arn", "/properties/End/Port"],
    }));
    let facts = facts(&database(json!({}), &[]), &lint);
    assert_eq!(facts["properties"]["Name"]["update"], "replacement");
    assert_eq!(facts["properties"]["Secret"]["access"], "writeOnly");
    assert_eq!(
        facts["properties"]["End"]["access"], "readOnly",
        "it holds nothing else"
    );
    assert_eq!(facts["attributes"]["End.Port"], json!({"kind": "integer"}));
    let size = &facts["definitions"]["Own"]["properties"]["Size"];
    assert_eq!(size["update"], "replacement");
    // Both properties hold `Shared`: of one path nothing certain can be said.
    let zone = &facts["definitions"]["Shared"]["properties"]["Zone"];
    assert_eq!(*zone, json!({"kind": "string", "update": "maybe"}));
}

#[test]
fn references_become_ref_or_attribute_or_nothing() {
    let wants = |format: &str| json!({"type": "string", "format": format});
    let lint = lint(json!({"properties": {
        "ByRef": wants("A::B::C.Arn"),
        "ById": wants("A::B::C.Id"),
        "Impossible": wants("A::B::C.Colour"),
        "Unknown": wants("A::B::D.Arn"),
        "Each": {"type": "array", "format": "A::B::C.Arns", "items": {"type": "string"}},
        "TopicArn": {"type": "string"},
    }}));
    let mut services = services(distil(&database(json!({}), &[]), &lint));
    let dropped: Vec<String> = references::resolve(&mut services)
        .keys()
        .map(ToString::to_string)
        .collect();
    references::complete(&mut services);
    let facts = serde_json::to_value(&services["a-b"].types["A::B::C"].properties).unwrap();
    assert_eq!(facts["ByRef"]["wants"], json!(["A::B::C.Ref"]));
    assert_eq!(facts["ById"]["wants"], json!(["A::B::C.Ref"]));
    assert_eq!(
        facts["Each"]["kind"]["list"]["wants"],
        json!(["A::B::C.Ref"])
    );
    assert_eq!(facts["Impossible"], json!({"kind": "string"}));
    assert_eq!(
        facts["TopicArn"],
        json!({"kind": "string"}),
        "there is no topic type here"
    );
    assert_eq!(dropped, ["A::B::C.Colour", "A::B::D.Arn"]);
}

#[test]
fn an_unknown_keyword_is_an_error() {
    let error = conditions::whole(&json!({}), &json!({"type": "string", "shoeSize": 43}));
    assert!(format!("{:#}", error.unwrap_err()).contains("shoeSize"));
}

#[test]
fn the_same_input_gives_the_same_lines() {
    let lint = lint(json!({"properties": {
        "B": {"type": "string"},
        "A": {"type": "object", "properties": {"Z": {"type": "boolean"}}},
    }}));
    let text = || {
        let services = services(distil(&database(json!({}), &[]), &lint));
        write::service(&services["a-b"]).unwrap()
    };
    assert_eq!(text(), text());
    assert_eq!(
        text(),
        r#"{
 "name": "A::B",
 "types": {
  "A::B::C": {
   "identifier": ["Arn"],
   "ref": {"attribute":"Arn"},
   "attributes": {
    "Arn": {"kind":"string"}
   },
   "properties": {
    "A": {"kind":{"object":"A"}},
    "B": {"kind":"string"}
   },
   "definitions": {
    "A": {
     "properties": {
      "Z": {"kind":"boolean"}
     }
    }
   }
  }
 }
}
"#
    );
}

#[test]
fn the_committed_overrides_can_be_read() {
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    assert!(overrides::read(&schema).unwrap().len() > 100);
}
