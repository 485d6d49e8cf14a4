//! Everything that is allowed, to somebody who is no task.

use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS212",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "policy that allows everything",
        why: "whoever comes by the role may take over the account",
        fix: "name the actions and the resources",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
        bad: r#"
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: codebuild.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: '*'
                Resource: '*'
"#,
        good: r#"
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: codebuild.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: ecs:UpdateService
                Resource: '*'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    // Roles of tasks have a rule of their own.
    let tasks = deployment.tasks().iter();
    let roles = tasks.filter_map(|task| deployment.role(&task.get("TaskRoleArn")));
    let of_tasks: HashSet<&str> = roles.map(|role| role.properties.id()).collect();
    for holder in deployment.holders() {
        let id = holder.resource.map(|resource| resource.id());
        if id.is_some_and(|id| of_tasks.contains(id)) {
            continue;
        }
        let inline = holder.inline.iter().map(|own| own.document());
        let attached = holder.attached.iter().map(document_of);
        for statement in inline.chain(attached.flatten()).flat_map(everything) {
            let (word, shown) = (holder.kind.word, &holder.shown);
            let message = format!("the {word} {shown} may do everything");
            findings.report(statement.place(), message);
        }
    }
}

/// The document of a managed policy, where this template has it.
fn document_of<'d>(attached: &Property<'d>) -> Option<Property<'d>> {
    let managed = "AWS::IAM::ManagedPolicy";
    let policy = match attached.resource_type() {
        own if own == managed => Some(*attached),
        _ => attached.target_of(&[managed]),
    };
    policy.map(|policy| policy.get("PolicyDocument"))
}

/// The statements of a document that allow every action with every resource, at any time.
fn everything<'d>(document: Property<'d>) -> Vec<Property<'d>> {
    let mut statements = document.get("Statement").items().known;
    let all = |statement: &Property<'d>, name, words: &[&str]| {
        let items = statement.get(name).items().known;
        items
            .iter()
            .any(|item| words.iter().any(|word| item.is(word)))
    };
    statements.retain(|statement| {
        statement.get("Effect").is("Allow")
            && statement.get("Condition").is_absent()
            && all(statement, "Action", &["*", "*:*"])
            && all(statement, "Resource", &["*"])
    });
    statements
}
