use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{Output, Parameter, sub};

use crate::support::template;

#[test]
fn outputs_exports_and_what_is_said_of_the_stack() {
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
