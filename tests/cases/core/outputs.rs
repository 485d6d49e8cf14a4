use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{Condition, Output, Parameter, Str, if_, no_value, sub};

use crate::support::{findings, template};

#[test]
pub(crate) fn outputs_exports_and_what_is_said_of_the_stack() {
    let template = template(|stack| {
        stack.stack().describe("a stack");
        stack.stack().transform("AWS::Serverless-2016-10-31");
        stack.stack().transform("AWS::Serverless-2016-10-31");
        stack.stack().transform("MyMacro");
        stack.stack().metadata("Owner", json!({"Team": "web"}));
        let name = stack.add("Name", Parameter::string());
        stack.add("Plain", Output::new(name));
        stack.add(
            "Exported",
            Output::new("text")
                .describe("a text")
                .export(sub!("{AWS::StackName}-Name")),
        );
    });
    assert_snapshot!(template, @"
    Description: a stack
    Transform:
      - AWS::Serverless-2016-10-31
      - MyMacro
    Metadata:
      Owner:
        Team: web
    Parameters:
      Name:
        Type: String
    Resources: {}
    Outputs:
      Plain:
        Value: !Ref Name
      Exported:
        Description: a text
        Value: text
        Export:
          Name: !Sub '${AWS::StackName}-Name'
    ");
}

#[test]
fn an_output_has_a_value() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let name = stack.add("Name", Parameter::string());
        let is = stack.add("Is", Condition::equals(name, "x"));
        stack.add("Perhaps", Output::new(if_::<Str>(is, name, no_value())));
        stack.add("None", Output::new(no_value()));
    });
    assert_snapshot!(text, @"
    error[APP132]: the value of an output is, or may be, `AWS::NoValue`
      at Test/Perhaps
      help: show the output only under the condition: `.condition(..)`
    error[APP132]: the value of an output is, or may be, `AWS::NoValue`
      at Test/None
      help: show the output only under the condition: `.condition(..)`
    ");
}
