//! Password that everybody can read.

use std::borrow::Cow;

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Text};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL191",
        family: Family::Template,
        severity: Severity::Error,
        title: "password that everybody can read",
        why: "templates and parameters are shown to all who can see the stack",
        fix: "keep the password in Secrets Manager, or give the parameter `NoEcho: true` and no default",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html",
        bad: r#"
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties:
      Engine: mysql
      DBInstanceClass: db.t4g.small
      AllocatedStorage: '20'
      MasterUsername: shop
      MasterUserPassword: correct-horse
"#,
        good: r#"
Parameters:
  Password:
    Type: String
    NoEcho: true
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties:
      Engine: mysql
      DBInstanceClass: db.t4g.small
      AllocatedStorage: '20'
      MasterUsername: shop
      MasterUserPassword: !Ref Password
"#,
    },
    check,
};

/// Properties that hold a password, in whatever resource has them.
const PASSWORDS: [&str; 6] = [
    "AdminPassword",
    "AdminUserPassword",
    "DbPassword",
    "MasterPassword",
    "MasterUserPassword",
    "Password",
];

/// Where else one stands: a type, the list that it is in, and the way to it.
const ELSEWHERE: [(&str, &str, &str); 4] = [
    ("AWS::AmazonMQ::Broker", "Users", "Password"),
    ("AWS::ElastiCache::ReplicationGroup", "", "AuthToken"),
    (
        "AWS::Elasticsearch::Domain",
        "",
        "AdvancedSecurityOptions/MasterUserOptions/MasterUserPassword",
    ),
    (
        "AWS::OpenSearchService::Domain",
        "",
        "AdvancedSecurityOptions/MasterUserOptions/MasterUserPassword",
    ),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let template = deployment.model().template();
    for resource in deployment.resources() {
        let own = resource.names().filter(|name| PASSWORDS.contains(name));
        let all = own.chain(["LoginProfile/Password"]);
        let all = all.map(|name| resource.get(name));
        let of_type = resource.resource_type();
        let elsewhere = ELSEWHERE.iter().filter(|(name, ..)| *name == of_type);
        let elsewhere = elsewhere.flat_map(|(_, list, way)| match list.is_empty() {
            true => vec![resource.get(way)],
            false => {
                let items = resource.get(list).items().known.into_iter();
                items.map(|item| item.get(way)).collect()
            }
        });
        for property in all.chain(elsewhere) {
            let Some(node) = property.node() else {
                continue;
            };
            // What functions put together without anything from outside is as readable.
            let text = property.symbolic().and_then(Text::known);
            let written = node.as_str().map(Cow::Borrowed).or(text);
            let parameter = node.as_call().and_then(|call| call.reference());
            match (parameter.and_then(|name| template.parameter(name)), written) {
                // Who deploys may be the only one who sees the stack.
                (Some(parameter), _) if !parameter.no_echo() => {
                    let id = parameter.id();
                    let message = format!("the password is the parameter `{id}`, which is shown");
                    findings.warn(property.place(), message);
                }
                (Some(parameter), _)
                    if parameter.default().is_some_and(|d| d.as_str() != Some("")) =>
                {
                    let message = format!("the password is the default of `{}`", parameter.id());
                    findings.warn(property.place(), message);
                }
                (_, Some(text)) if !text.is_empty() && !text.contains("{{resolve:") => {
                    findings.report(property.place(), "the password is written here");
                }
                _ => {}
            }
        }
    }
}
