//! Secrets that come from nowhere.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS325",
        family: Family::Operations,
        severity: Severity::Error,
        title: "secret whose source is no secret and no parameter",
        why: "Amazon ECS reads secrets from AWS Secrets Manager and from the Parameter Store of AWS Systems Manager; another source keeps the task from starting",
        fix: "give the ARN of a secret, with `:key::` behind it for one key of it, or the name or ARN of a parameter",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        bad: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          Secrets:
            - Name: DB_PASSWORD
              ValueFrom: !Sub "${Login}:password"
  Login:
    Type: AWS::SecretsManager::Secret
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
"#,
        good: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          Secrets:
            - Name: DB_PASSWORD
              ValueFrom: !Sub "${Login}:password::"
  Login:
    Type: AWS::SecretsManager::Secret
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
"#,
    },
    check,
};

/// What a reference to gives the ARN of a secret.
const SECRETS: [&str; 2] = [
    "AWS::SecretsManager::Secret",
    "AWS::SecretsManager::SecretTargetAttachment",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let mut secrets = container.get("Secrets").items().known;
        secrets.extend(
            container
                .get("LogConfiguration/SecretOptions")
                .items()
                .known,
        );
        for secret in secrets {
            let source = secret.get("ValueFrom");
            if let Some(why) = wrong(&source) {
                let message = format!("\"{}\" {why}", source.shown());
                findings.report(source.place(), message);
            }
        }
    }
}

/// What is wrong with a source, for certain.
fn wrong(source: &Property<'_>) -> Option<&'static str> {
    let text = source.symbolic()?;
    if text.is_known() {
        return wrong_text(&text.known()?);
    }
    let mut begins = text.dynamic().chain([text.beginning()]);
    if begins.any(|text| text.starts_with(RESOLVED)) {
        return wrong_text(RESOLVED);
    }
    let Some((name, attribute)) = text.first_name() else {
        // Pseudo parameters have no colons, so the fields of an ARN can be counted.
        let countable = text.is_named() && text.names().all(|name| name.starts_with("AWS::"));
        return wrong_text(&text.with_unknown("x")).filter(|_| countable);
    };
    let resource = source.deployment().resource(name)?;
    if keeps_none(resource.resource_type(), attribute.unwrap_or_default()) {
        return Some("is neither a secret nor a parameter");
    }
    let behind: String = text.literals().collect();
    let alone = text.names().count() == 1 && text.is_named();
    let is_key = behind.is_empty() || (behind.starts_with(':') && behind.matches(':').count() == 3);
    let is_secret = SECRETS.contains(&resource.resource_type());
    (is_secret && alone && !is_key).then_some(NO_KEY)
}

const RESOLVED: &str = "{{resolve:secretsmanager:";
const NO_KEY: &str =
    "has no key of the form `:key:stage:version`, of which the last two may be empty";

/// Whether what a resource gives cannot lead to a secret. Databases have the ARN of theirs.
fn keeps_none(resource_type: &str, attribute: &str) -> bool {
    let keepers = [
        "AWS::SecretsManager::",
        "AWS::SSM::",
        "AWS::CloudFormation::",
    ];
    resource_type.starts_with("AWS::")
        && !keepers
            .iter()
            .any(|keeper| resource_type.starts_with(keeper))
        && !attribute.contains("Secret")
}

fn wrong_text(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        return Some("names nothing");
    }
    if text.starts_with(RESOLVED) {
        return Some("is replaced by the secret itself, where its ARN is wanted");
    }
    if text.contains(char::is_whitespace) {
        return Some("has a space, which no ARN and no name of a parameter has");
    }
    if text.contains("://") {
        return Some("is an address, where an ARN or the name of a parameter is wanted");
    }
    if !text.starts_with("arn:") {
        return None;
    }
    let fields: Vec<&str> = text.split(':').collect();
    match fields.as_slice() {
        [_, _, "ssm", _, _, parameter, ..] => {
            let is_parameter = parameter.starts_with("parameter/");
            (!is_parameter).then_some("is no ARN of a parameter")
        }
        [_, _, "secretsmanager", _, _, "secret", _, key @ ..] => {
            (!matches!(key.len(), 0 | 3)).then_some(NO_KEY)
        }
        [_, _, "secretsmanager", ..] => Some("is no ARN of a secret"),
        _ => Some("is neither the ARN of a secret nor that of a parameter"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_of_secrets() {
        let secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
        let with = |key: &str| wrong_text(&format!("{secret}{key}"));
        assert_eq!(with(""), None);
        assert_eq!(with(":password::"), None);
        assert_eq!(with(":password:AWSCURRENT:"), None);
        assert_eq!(with(":password"), Some(NO_KEY));
        assert_eq!(with("::"), Some(NO_KEY));
        assert_eq!(wrong_text("/web/db"), None);
        assert_eq!(
            wrong_text("arn:aws:ssm:eu-west-1:123456789012:parameter/db"),
            None
        );
        for text in [
            "",
            "my secret",
            "s3://bucket/key",
            "arn:aws:ssm:eu-west-1:123456789012:db",
            "arn:aws:s3:::bucket/key",
            "arn:aws:secretsmanager:eu-west-1:123456789012:db",
            "{{resolve:secretsmanager:db}}",
        ] {
            assert!(wrong_text(text).is_some(), "{text}");
        }
    }
}
