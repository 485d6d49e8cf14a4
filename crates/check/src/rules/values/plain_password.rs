//! Password that everybody can read.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
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

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let template = deployment.model().template();
    for resource in deployment.resources() {
        let own = resource.names().filter(|name| PASSWORDS.contains(name));
        let all = own.chain(["LoginProfile/Password"]);
        for property in all.map(|name| resource.get(name)) {
            let Some(node) = property.node() else {
                continue;
            };
            let parameter = node.as_call().and_then(|call| call.reference());
            match (
                parameter.and_then(|name| template.parameter(name)),
                node.as_str(),
            ) {
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
