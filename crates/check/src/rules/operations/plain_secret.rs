//! Secrets that stand in the task definition.

use stackwright_template::{Node, Severity};

use crate::deployment::{Deployment, DeploymentRule, Property, Text};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS501",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "secret in plain sight",
        why: "whoever may describe the task definition can read it, and it stays in every revision",
        fix: "put it into AWS Secrets Manager or the Parameter Store, and name that in `Secrets`, or in `SecretOptions` of the log configuration",
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
            - Name: DB_PASSWORD
              Value: correct-horse-battery
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
              ValueFrom: /web/db-password
"#,
    },
    check,
};

/// Words that say that a variable is a secret.
const SECRET: [&str; 9] = [
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "apikey",
    "credential",
    "credentials",
];

/// What a key is for, where it is one that must not be known.
const KEYS: [&str; 8] = [
    "access",
    "api",
    "auth",
    "encryption",
    "license",
    "private",
    "secret",
    "signing",
];

/// Words behind a secret that leave it one; others say that it is something about the secret.
const STILL: [&str; 12] = [
    "base",
    "default",
    "dev",
    "new",
    "old",
    "plain",
    "prod",
    "production",
    "staging",
    "string",
    "test",
    "value",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        for variable in container.get("Environment").items().known {
            let name = variable.get("Name").text().unwrap_or_default();
            check_one(&name, &variable.get("Value"), findings);
        }
        for option in container.get("LogConfiguration/Options").entries().known {
            check_one(option.key().unwrap_or_default(), &option, findings);
        }
    }
}

fn check_one(name: &str, value: &Property<'_>, findings: &mut Findings<'_>) {
    let Some(text) = value.symbolic() else { return };
    let template = value.deployment().model().template();
    let hidden = |name: &&str| {
        let parameter = template.parameter(name);
        parameter.is_some_and(|parameter| parameter.no_echo())
    };
    let resolved = |part: &str| part.contains("{{resolve:secretsmanager:");
    let looked_up = text.literals().chain(text.dynamic()).any(resolved)
        || (text.dynamic().next().is_some() && is_secret(name));
    let message = if let Some(parameter) = named(value, &text).find(hidden) {
        format!("`{name}` has the parameter `{parameter}`, which is not to be shown")
    } else if looked_up {
        format!("`{name}` is given the secret itself, while the template is deployed")
    } else if has_login(&text.with_unknown("x")) {
        format!("the value of `{name}` has a password in it")
    } else if text.literals().any(looks_secret) {
        format!("the value of `{name}` looks like a key")
    } else if is_plain(value, &text) && is_secret(name) {
        format!("the value of `{name}` stands in the task definition")
    } else {
        return;
    };
    findings.report(value.place(), message);
}

/// The parameters in a value, also where their defaults are known.
fn named<'t, 'd>(value: &Property<'d>, text: &'t Text<'d>) -> impl Iterator<Item = &'t str> {
    let call = value.node().and_then(Node::as_call);
    let reference = call.and_then(|call| call.reference());
    reference.into_iter().chain(text.names())
}

/// Whether a value is written out, or comes from a parameter; a reference to a resource does not
/// show what the resource keeps.
fn is_plain(value: &Property<'_>, text: &Text<'_>) -> bool {
    if let Some(text) = text.clone().known() {
        let trivial = ["true", "false", "none", "null"];
        let text = text.trim();
        return !text.is_empty()
            && !text.starts_with("arn:")
            && !is_path(text)
            && !trivial.contains(&&*text.to_ascii_lowercase())
            && (text.len() > 5 || text.parse::<f64>().is_err());
    }
    let template = value.deployment().model().template();
    let from_parameter = |name: &str| template.parameter(name).is_some();
    text.is_named() && text.names().all(from_parameter) && !text.beginning().starts_with("arn:")
}

/// Whether it looks like the name of a secret or parameter that is kept elsewhere: `prod/web/db`.
fn is_path(value: &str) -> bool {
    let is_part = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/');
    value.contains('/') && (value.starts_with('/') || value.bytes().all(is_part))
}

/// Whether a name is that of a secret.
fn is_secret(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let words = words(name, &lower);
    // The directory that a shell is in.
    if words == ["pwd"] {
        return false;
    }
    let of_key = |at: usize| at.checked_sub(1).and_then(|before| words.get(before));
    let secret = words.iter().enumerate().rposition(|(at, word)| {
        let key = *word == "key" && of_key(at).is_some_and(|word| KEYS.contains(word));
        key || SECRET.contains(word)
    });
    let Some(at) = secret else { return false };
    let behind = words.get(at + 1..).unwrap_or_default();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    behind
        .iter()
        .all(|word| number(word) || STILL.contains(word))
}

/// The words of a name, in small letters: `DB_PASSWORD`, `dbPassword` and `db-password` have two.
fn words<'n>(name: &str, lower: &'n str) -> Vec<&'n str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut was_small = false;
    let mut add = |start: usize, end: usize| {
        words.extend(lower.get(start..end).filter(|word| !word.is_empty()));
    };
    for (at, letter) in name.bytes().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            add(start, at);
            start = at + 1;
        } else if letter.is_ascii_uppercase() && was_small {
            add(start, at);
            start = at;
        }
        was_small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
    }
    add(start, name.len());
    words
}

/// Whether a value has the form of something that must not be known.
fn looks_secret(value: &str) -> bool {
    let is_access_key = |word: &str| {
        let id = word
            .strip_prefix("AKIA")
            .or_else(|| word.strip_prefix("ASIA"));
        let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        id.is_some_and(|id| id.len() == 16 && id.bytes().all(is_part))
    };
    let begins = [
        "ghp_",
        "github_pat_",
        "glpat-",
        "sk_live_",
        "xoxb-",
        "xoxp-",
    ];
    let is_token =
        |word: &str| word.len() > 20 && begins.iter().any(|begin| word.starts_with(begin));
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'));
    let private = value.contains("-----BEGIN ") && value.contains("PRIVATE KEY-----");
    private || words.any(|word| is_access_key(word) || is_token(word))
}

/// Whether an address has a password in it: `postgres://user:password@host`.
fn has_login(value: &str) -> bool {
    let Some((_, address)) = value.split_once("://") else {
        return false;
    };
    let authority = address.split(['/', '?']).next().unwrap_or_default();
    let login = authority.rsplit_once('@').map(|(login, _)| login);
    let password = login.and_then(|login| login.split_once(':'));
    password.is_some_and(|(_, password)| !password.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets() {
        for name in [
            "PASSWORD",
            "DB_PASSWORD",
            "dbPassword",
            "db-passwd",
            "POSTGRES_PWD",
            "API_KEY",
            "apiKey",
            "APIKEY",
            "GITHUB_TOKEN",
            "JWT_SECRET",
            "SECRET_KEY_BASE",
            "AWS_SECRET_ACCESS_KEY",
            "PRIVATE_KEY",
            "splunk-token",
            "CLIENT_SECRET",
            "DB_PASSWORD_PROD",
            "JWT_SECRET_2",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "PWD",
            "DB_PASSWORD_ARN",
            "SECRET_NAME",
            "TOKEN_TTL",
            "MAX_TOKENS",
            "TOKEN_URL",
            "PASSWORD_MIN_LENGTH",
            "KEY",
            "PARTITION_KEY",
            "TOKENIZER",
            "AWS_ACCESS_KEY_ID",
            "PASSWORD_FILE",
            "API_KEY_HEADER",
            "PORT",
            "",
            "MONKEY",
            "TOKEN_STRATEGY",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn values_that_are_secrets() {
        for value in [
            "AKIAABCDEFGHIJKLMNOP",
            "key=AKIAABCDEFGHIJKLMNOP",
            "-----BEGIN RSA PRIVATE KEY-----",
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            "postgres://web:hunter2@db.example:5432/web",
        ] {
            assert!(looks_secret(value) || has_login(value), "{value}");
        }
        for value in [
            "AKIA",
            "https://example.com/a:b@c",
            "postgres://web@db.example/web",
            "-----BEGIN CERTIFICATE-----",
            "http://localhost:8080",
            "postgres://web:@db/web",
        ] {
            assert!(!looks_secret(value) && !has_login(value), "{value}");
        }
    }
}
