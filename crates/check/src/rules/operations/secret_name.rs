//! Secrets with the name of another variable.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS324",
        family: Family::Operations,
        severity: Severity::Error,
        title: "secret with the name of another variable of its container",
        why: "both become environment variables, and Amazon ECS refuses a task definition in which two share a name",
        fix: "take one of the two out",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
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
          Environment:
            - Name: DB_USER
              Value: web
          Secrets:
            - Name: DB_USER
              ValueFrom: /web/db-user
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
            - Name: DB_USER
              ValueFrom: /web/db-user
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let names = |list: &'d str| {
            let items = container.get(list).items().known.into_iter();
            items
                .map(|item| item.get("Name"))
                .collect::<Vec<Property<'d>>>()
        };
        let (secrets, variables) = (names("Secrets"), names("Environment"));
        let mut shared = Property::repeated(&secrets);
        let is_variable = |secret: &&Property<'d>| variables.iter().any(|own| own.is_same(secret));
        shared.extend(secrets.iter().filter(is_variable));
        for name in shared {
            let called = container.called();
            let message = format!("{called} has another variable \"{}\"", name.shown());
            findings.report(name.place(), message);
        }
    }
}
