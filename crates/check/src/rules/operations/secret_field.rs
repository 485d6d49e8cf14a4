//! Fields that secrets do not have.

use std::collections::{BTreeMap, BTreeSet};

use stackwright_template::{Call, Function, Node, Severity};

use crate::deployment::{Deployment, DeploymentRule, Property, Target};
use crate::{Declaration, Family, Findings, Place};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS336",
        family: Family::Operations,
        severity: Severity::Error,
        title: "field that a secret does not have",
        why: "a task whose secret lacks the field does not start, and a dynamic reference to it ends the deployment",
        fix: "ask for a field that the secret has, or give it the field",
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
            - Name: DB_USER
              ValueFrom: !Sub "${Login}:user::"
  Login:
    Type: AWS::SecretsManager::Secret
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '{"username": "shop"}'
        GenerateStringKey: password
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
              ValueFrom: !Sub "${Login}:username::"
  Login:
    Type: AWS::SecretsManager::Secret
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '{"username": "shop"}'
        GenerateStringKey: password
"#,
    },
    check,
};

const SECRET: &str = "AWS::SecretsManager::Secret";
const ATTACHMENT: &str = "AWS::SecretsManager::SecretTargetAttachment";
const ROTATION: &str = "AWS::SecretsManager::RotationSchedule";
const RESOLVED: &str = "{{resolve:secretsmanager:${";

/// What attaching a secret to a database adds to it.
///
/// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html>
const OF_DATABASES: [&str; 7] = [
    "engine",
    "host",
    "port",
    "dbname",
    "dbInstanceIdentifier",
    "dbClusterIdentifier",
    "masterarn",
];

/// What a secret holds when it is made.
#[derive(Clone)]
struct Fields {
    names: BTreeSet<String>,
    /// Whether its fields are generated, and not filled in by hand before they are read.
    generated: bool,
}

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut secrets = BTreeMap::new();
    for secret in deployment.resources_of(SECRET) {
        if let Some(fields) = fields(&secret) {
            secrets.insert(secret.id(), fields);
        }
    }
    for attachment in deployment.resources_of(ATTACHMENT) {
        let Some(id) = id_of(&attachment.get("SecretId")) else {
            return;
        };
        if let Some(mut fields) = secrets.remove(id) {
            fields.names.extend(OF_DATABASES.map(str::to_owned));
            // The attachment gives the same ARN as the secret itself.
            secrets.insert(attachment.id(), fields.clone());
            secrets.insert(id, fields);
        }
    }
    // A function of one's own may write what it likes.
    for rotation in deployment.resources_of(ROTATION) {
        if rotation.get("HostedRotationLambda").is_absent() {
            match id_of(&rotation.get("SecretId")) {
                Some(id) => _ = secrets.remove(id),
                None => return,
            }
        }
    }
    if secrets.is_empty() {
        return;
    }
    for (_, container) in deployment.containers() {
        let of_log = container.get("LogConfiguration/SecretOptions").items();
        let own = container.get("Secrets").items();
        for secret in own.known.into_iter().chain(of_log.known) {
            let source = secret.get("ValueFrom");
            let text = source.symbolic().map(|text| text.to_string());
            let text = text.as_deref().and_then(|text| text.strip_prefix("${"));
            if let Some((id, field)) = text.and_then(|text| asked(text, "")) {
                report(&secrets, id, field, source.place(), findings);
            }
        }
    }
    let nodes = deployment.model().nodes();
    let looked_up = |text: &str| text.contains("{{resolve:secretsmanager:");
    if !nodes.braced_texts().any(|(_, text)| looked_up(text)) {
        return;
    }
    for (spot, _) in nodes.calls().filter(|(_, call)| has(call, looked_up)) {
        let text = deployment.text_of(spot.node()).map(|text| text.to_string());
        let text = text.unwrap_or_default();
        for reference in text.split(RESOLVED).skip(1) {
            if let Some((id, field)) = asked(reference, "SecretString:") {
                report(&secrets, id, field, spot.place(), findings);
            }
        }
    }
}

/// The id of the secret that a property refers to.
fn id_of<'d>(property: &Property<'d>) -> Option<&'d str> {
    match property.target() {
        Target::Resource(secret, _) => Some(secret.id()),
        _ => None,
    }
}

/// What a secret holds, where the template says it.
fn fields(secret: &Property<'_>) -> Option<Fields> {
    let text = secret.get("SecretString");
    if text.is_given() {
        let text = text.symbolic()?.with_unknown("x");
        let names = names(&text)?;
        return Some(Fields {
            names,
            generated: false,
        });
    }
    let generated = secret.get("GenerateSecretString");
    if !text.is_absent() || !generated.is_given() {
        return None;
    }
    let template = generated.get("SecretStringTemplate");
    let key = generated.get("GenerateStringKey");
    let mut names = match template.is_absent() {
        true => BTreeSet::new(),
        false => names(&template.symbolic()?.with_unknown("x"))?,
    };
    if !key.is_absent() {
        names.insert(key.text()?.into_owned());
    }
    Some(Fields {
        names,
        generated: !template.is_absent(),
    })
}

/// The fields of a JSON object; none where the text is something else that is certain.
fn names(text: &str) -> Option<BTreeSet<String>> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).ok()?;
    Some(object.into_iter().map(|(name, _)| name).collect())
}

/// Whether a function has such a text among its own parts.
fn has(call: &Call, wanted: impl Fn(&str) -> bool) -> bool {
    let is_wanted = |node: &Node| node.as_str().is_some_and(&wanted);
    match call.function {
        Function::Sub => call.sub().is_some_and(|sub| wanted(sub.text)),
        Function::Join => call.join().is_some_and(|join| {
            let parts = join.values.as_list().unwrap_or_default();
            parts.iter().any(is_wanted)
        }),
        _ => false,
    }
}

/// The id and the field of `Id}:PREFIXfield:...`, both not empty.
fn asked<'t>(text: &'t str, prefix: &str) -> Option<(&'t str, &'t str)> {
    let (id, behind) = text.split_once('}')?;
    // The attribute is the same ARN as the reference.
    let id = id.strip_suffix(".Id").unwrap_or(id);
    let field = behind.strip_prefix(':')?.strip_prefix(prefix)?;
    let field = field.split([':', '}']).next()?;
    (!field.is_empty() && !field.contains('$')).then_some((id, field))
}

fn report(
    secrets: &BTreeMap<&str, Fields>,
    id: &str,
    field: &str,
    place: Place,
    findings: &mut Findings<'_>,
) {
    let Some(fields) = secrets.get(id).filter(|it| !it.names.contains(field)) else {
        return;
    };
    let names = fields.names.iter().map(String::as_str);
    let message = format!("`{id}` has no field \"{field}\"");
    let report = match fields.generated {
        true => findings.report(place, message),
        // It may be a placeholder, which somebody fills in.
        false => findings.warn(place, message),
    };
    let nearest = stackwright_facts::nearest(field, names.clone());
    let has = || {
        let names: Vec<&str> = names.collect();
        match names.is_empty() {
            true => "it is a text without fields: leave the field out".to_owned(),
            false => format!("it has {}", names.join(", ")),
        }
    };
    report.help(match nearest {
        Some(nearest) => format!("did you mean \"{nearest}\"?"),
        None => has(),
    });
}
