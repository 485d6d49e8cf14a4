//! Parameters that the program makes.

use serde_json::json;
use stackwright::aws::ssm::MadeSsmParameter;
use stackwright::prelude::*;
use stackwright_assert::{Template, any, exact, like};

use super::super::{at, made, nginx, only, small};
use super::is_quiet;

const PARAMETER: &str = "AWS::SSM::Parameter";

fn parameter(parameter: MadeSsmParameter) -> Template {
    made(|stack| {
        stack.add("Flags", parameter);
    })
}

#[test]
pub(crate) fn no_finding_about_a_parameter_by_default() {
    is_quiet(|stack| {
        stack.add("Flags", SsmParameter::string("search"));
    });
}

/// aws-cdk #3520: a secure string failed when it was deployed; here there is no way to say one.
#[test]
pub(crate) fn a_parameter_is_a_text_or_a_list_and_never_a_secure_string() {
    let text = parameter(SsmParameter::string("search"));
    only(
        &text,
        PARAMETER,
        exact(json!({ "Type": "String", "Value": "search" })),
    );
    let list = parameter(SsmParameter::list(["search", "wishes"]));
    only(
        &list,
        PARAMETER,
        exact(json!({ "Type": "StringList", "Value": "search,wishes" })),
    );
}

#[test]
pub(crate) fn every_option_of_a_parameter() {
    let template = parameter(
        SsmParameter::string("ami-0a1b2c3d4e5f60718")
            .name("/shop/image")
            .describe("what instances run")
            .allowed_pattern("^ami-.*")
            .advanced()
            .machine_image(),
    );
    only(
        &template,
        PARAMETER,
        exact(json!({
            "Name": "/shop/image",
            "Type": "String",
            "Value": "ami-0a1b2c3d4e5f60718",
            "Description": "what instances run",
            "AllowedPattern": "^ami-.*",
            "Tier": "Advanced",
            "DataType": "aws:ec2:image",
        })),
    );
}

#[test]
pub(crate) fn a_container_reads_it_when_it_starts() {
    let template = made(|stack| {
        let flags = stack.add("Flags", SsmParameter::string("search"));
        stack.add("Task", small().container(nginx().secret("FLAGS", flags)));
    });
    let arn = json!({ "Fn::GetAtt": ["Flags", "Arn"] });
    let container = like!({ "ContainerDefinitions": [{
        "Secrets": exact(json!([{ "Name": "FLAGS", "ValueFrom": arn }])),
    }] });
    only(&template, "AWS::ECS::TaskDefinition", container);
    at(
        &template,
        "TaskExecutionRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            { "Action": "ssm:GetParameters", "Resource": any() },
        ] } }] }),
    );
}
