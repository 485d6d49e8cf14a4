use stackwright_template::{Map, Node, Template};

#[test]
fn functions_are_long_and_order_is_kept() {
    let template = Template::from_yaml(
        "Resources:\n  A:\n    B: !GetAtt X.Y\n    A: [1, true, ~, 1.50, '1']\nDescription: é\n",
    )
    .unwrap();
    assert_eq!(
        template.to_json(),
        r#"{
  "Resources": {
    "A": {
      "B": {
        "Fn::GetAtt": [
          "X",
          "Y"
        ]
      },
      "A": [
        1,
        true,
        null,
        1.5,
        "1"
      ]
    }
  },
  "Description": "é"
}
"#
    );
    assert_eq!(
        template.to_json_compact(),
        r#"{"Resources":{"A":{"B":{"Fn::GetAtt":["X","Y"]},"A":[1,true,null,1.5,"1"]}},"Description":"é"}"#
    );
}

#[test]
fn what_json_cannot_say_is_null() {
    let template = Template::from(Map::from_iter([("a", Node::from(f64::NAN))]));
    assert_eq!(template.to_json_compact(), r#"{"a":null}"#);
    assert_eq!(template.to_yaml(), "a: null\n");
}
