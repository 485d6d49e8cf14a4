//! Deployment of an API that does not wait for its methods.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL204",
        family: Family::Template,
        severity: Severity::Error,
        title: "deployment of an API without its methods",
        why: "Amazon API Gateway refuses to deploy an API that has no method yet",
        fix: "let the deployment depend on the methods",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html",
        bad: r#"
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: MOCK
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !Ref Api
"#,
        good: r#"
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: MOCK
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Method
    Properties:
      RestApiId: !Ref Api
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    if !deployment.sees_all() {
        return;
    }
    for release in deployment.resources_of("AWS::ApiGateway::Deployment") {
        let id = release.get("RestApiId");
        let Some(api) = id.target_of(&["AWS::ApiGateway::RestApi"]) else {
            continue;
        };
        // Methods may come from elsewhere: a definition, or the API that is copied.
        let sources = ["Body", "BodyS3Location", "CloneFrom"];
        if sources.iter().any(|source| !api.get(source).is_absent()) {
            continue;
        }
        let waits = deployment.waits_for(release.id(), |id| {
            let waited_for = deployment.resource(id);
            waited_for.is_some_and(|one| one.resource_type() == "AWS::ApiGateway::Method")
        });
        if !waits {
            let message = format!("`{}` waits for no method of `{}`", release.id(), api.id());
            findings.report(id.place(), message);
        }
    }
}
