use stackwright_cfn::secretsmanager as cfn;
use stackwright_core::{Construct, NodeId, Scope, Str, Value};

use super::SecretHandle;
use crate::rds::{AuroraHandle, DatabaseHandle};
use stackwright_core::Handle;

/// Writes into a secret where the database is that it opens: `engine`, `host`, `port` and `dbname` beside
/// `username` and `password`. What rotates it, and who logs in, wants to know.
///
/// It is for a secret of one's own; one that a database makes is attached by it. What it gives is the
/// secret, once it is attached: who takes that, as a [`Rotation`](super::Rotation), is made after it.
///
/// ```
/// use stackwright_aws::rds::DatabaseHandle;
/// use stackwright_aws::secretsmanager::{Rotation, SecretAttachment, SecretHandle};
/// # fn build(data: stackwright_core::Scope<'_>, login: SecretHandle, db: DatabaseHandle) {
/// let login = data.add("LoginOfDb", SecretAttachment::to_instance(login, db));
/// let function = "arn:aws:lambda:eu-west-1:111122223333:function:rotates-logins";
/// data.add("Rotation", Rotation::by_function(login, function));
/// # }
/// ```
///
/// Another secret replaces it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html>
#[derive(Clone, Debug)]
pub struct SecretAttachment {
    secret: SecretHandle,
    target: NodeId,
    kind: &'static str,
}

impl SecretAttachment {
    /// To a database.
    pub fn to_instance(
        secret: impl Into<SecretHandle>,
        database: impl Into<DatabaseHandle>,
    ) -> Self {
        let database: DatabaseHandle = database.into();
        SecretAttachment {
            secret: secret.into(),
            target: database.node(),
            kind: "AWS::RDS::DBInstance",
        }
    }

    /// To a cluster of Aurora.
    pub fn to_cluster(secret: impl Into<SecretHandle>, cluster: impl Into<AuroraHandle>) -> Self {
        let cluster: AuroraHandle = cluster.into();
        SecretAttachment {
            secret: secret.into(),
            target: cluster.node(),
            kind: "AWS::RDS::DBCluster",
        }
    }
}

impl Construct for SecretAttachment {
    type Handle = SecretHandle;

    fn build(self, scope: Scope<'_>) -> SecretHandle {
        if let Some(encrypted) = scope.data::<crate::iam::EncryptedWith>(self.secret) {
            scope.set_data(encrypted.again());
        }
        let attachment = cfn::SecretTargetAttachment::new()
            .secret_id(self.secret)
            .target_id(Value::<Str>::reference(self.target))
            .target_type(self.kind);
        // Its `Ref` is the ARN of the secret.
        scope.set_primary(scope.add("Resource", attachment));
        SecretHandle::new(scope)
    }
}
