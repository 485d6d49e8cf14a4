//! Key that nobody could administer.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL202",
        family: Family::Template,
        severity: Severity::Error,
        title: "key that nobody could administer",
        why: "AWS KMS refuses a policy that does not let it be changed again",
        fix: "allow the account `kms:*`, as the default policy does",
        link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
        bad: r#"
Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: logs.amazonaws.com}
            Action: kms:Encrypt
            Resource: '*'
"#,
        good: r#"
Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: !Ref AWS::AccountId}
            Action: kms:*
            Resource: '*'
          - Effect: Allow
            Principal: {Service: logs.amazonaws.com}
            Action: kms:Encrypt
            Resource: '*'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for kind in ["AWS::KMS::Key", "AWS::KMS::ReplicaKey"] {
        for key in deployment.resources_of(kind) {
            let bypass = key.get("BypassPolicyLockoutSafetyCheck");
            let statements = key.get("KeyPolicy/Statement").items();
            if !statements.complete || statements.known.is_empty() || !bypass.is_absent() {
                continue;
            }
            if statements
                .known
                .iter()
                .all(|one| administers(one) == Some(false))
            {
                let message = format!("nobody may change the policy of `{}`", key.id());
                findings.report(key.get("KeyPolicy").place(), message);
            }
        }
    }
}

/// Whether a statement lets somebody of an account change the policy.
fn administers(statement: &Property<'_>) -> Option<bool> {
    if statement.get("Effect").is("Deny") {
        return Some(false);
    }
    let principal = statement.get("Principal");
    if !statement.get("NotPrincipal").is_absent() || !statement.get("NotAction").is_absent() {
        return None;
    }
    let somebody = match (principal.get("AWS"), principal.text()) {
        (_, Some(text)) => text == "*",
        (accounts, None) => !accounts.is_absent(),
    };
    if !somebody {
        return Some(false);
    }
    let actions = statement.get("Action").items();
    let mut all_known = actions.complete;
    for action in &actions.known {
        let Some(action) = action.text() else {
            all_known = false;
            continue;
        };
        if crate::model::like_action(&action, "kms:PutKeyPolicy") {
            return Some(true);
        }
    }
    all_known.then_some(false)
}
