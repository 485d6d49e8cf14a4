use stackwright_cfn::secretsmanager as cfn;
use stackwright_core::{DynamicService, Handle, Scope, Str, Text, Value, dynamic_reference, sub};

use crate::ecs::SecretFields;
use crate::iam::EncryptedWith;
use crate::secretsmanager::{Secret, SecretHandle};

/// Where the password of a database's first user is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credentials {
    /// In a secret that RDS makes, keeps and rotates every week; nobody else ever has it. It has
    /// the fields `username` and `password`. A copy to [read from](super::ReadReplica) cannot be
    /// made of such a database.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html>
    Managed,
    /// In a secret named `Secret` that is added below the database, with all that it takes to log
    /// in: `username`, `password`, `engine`, `host`, `port`, `dbname`. It is made up once, and is
    /// rotated by nobody unless you say so. It stays when it leaves the stack, as what it opens.
    Generated,
    /// In a secret of your own, a JSON object with a field `username`, which must say the
    /// database's [user](super::DatabaseInstance::user), and a field `password`.
    Secret(SecretHandle),
}

/// What credentials come to: the password, where it is not RDS that makes it, and the secret.
pub(super) struct Known {
    pub password: Option<Value<Str>>,
    /// The secret's ARN, unless RDS makes it.
    pub secret: Option<Value<Str>>,
    /// To be attached once the database is there.
    pub own: Option<SecretHandle>,
}

impl Credentials {
    /// Adds what they need, and notes at the database's scope what encrypts its secret.
    pub(super) fn known(self, user: &Text, keeps: bool, scope: Scope<'_>) -> Known {
        let (secret, own) = match self {
            Credentials::Managed => {
                scope.set_data(SecretFields::of(["username", "password"]));
                return Known {
                    password: None,
                    secret: None,
                    own: None,
                };
            }
            Credentials::Generated => {
                let secret = Secret::generated(32);
                let secret = match keeps {
                    true => secret,
                    false => secret.disposable(),
                };
                let template = format!("{{\"username\":\"{user}\"}}");
                let secret = scope.add("Secret", secret.in_json(template, "password"));
                (secret, Some(secret))
            }
            Credentials::Secret(secret) => (secret, None),
        };
        if let Some(fields) = SecretFields::kept(scope, secret) {
            scope.set_data(fields);
        }
        if let Some(encrypted) = scope.data::<EncryptedWith>(secret) {
            scope.set_data(encrypted.again());
        }
        let arn = secret.arn();
        let password = dynamic_reference(
            DynamicService::SecretsManager,
            sub!("{arn}:SecretString:password"),
        );
        Known {
            password: Some(password),
            secret: Some(secret.arn()),
            own,
        }
    }
}

impl Known {
    /// Writes where the database is into the secret that was made for it.
    pub fn attach(&self, database: impl Handle, target: &'static str, scope: Scope<'_>) {
        if let Some(secret) = self.own {
            let attachment = cfn::SecretTargetAttachment::new()
                .secret_id(secret)
                .target_id(Value::<Str>::reference(database.node()))
                .target_type(target);
            scope.add("SecretAttachment", attachment);
        }
    }
}
