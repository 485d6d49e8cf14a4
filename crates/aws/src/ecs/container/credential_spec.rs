use stackwright_core::{IntoValue, Str, Value, sub};

use super::{Container, Needs, list};
use crate::iam::{Grant, Statement};
use crate::secretsmanager::SecretHandle;
use crate::ssm::SsmParameterHandle;

/// A file that says who a container is in a domain of Active Directory: the account of a group
/// that it takes (gMSA). There are no secrets in it.
///
/// ```
/// use stackwright_aws::ecs::{Container, CredentialSpec};
/// use stackwright_aws::secretsmanager::SecretHandle;
///
/// fn web(login: SecretHandle) -> Container {
///     let spec = CredentialSpec::in_bucket("arn:aws:s3:::specs", "web.json");
///     Container::new("web", "web:1").domainless_credential_spec(spec, login)
/// }
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linux-gmsa.html>
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html>
#[derive(Clone, Debug)]
pub struct CredentialSpec {
    location: Value<Str>,
    read: Option<Grant>,
}

impl CredentialSpec {
    /// An object of a bucket, by the bucket's ARN. The execution role may read it.
    pub fn in_bucket(bucket_arn: impl IntoValue<Str>, key: impl IntoValue<Str>) -> Self {
        let (bucket, key) = (bucket_arn.into_value(), key.into_value());
        let location = sub!("{bucket}/{key}");
        // Of the `s3:Get*` and `s3:List*` of AWS's page, what finding and reading a file takes.
        let read = Grant::from([
            Statement::allow(["s3:GetObject"]).on([location.clone()]),
            Statement::allow(["s3:GetBucketLocation", "s3:ListBucket"]).on([bucket]),
        ]);
        CredentialSpec {
            location,
            read: Some(read),
        }
    }

    /// The text of a parameter of Systems Manager, which the execution role may read. Tasks on
    /// Fargate want it [in a bucket](Self::in_bucket).
    pub fn in_parameter(parameter: impl Into<SsmParameterHandle>) -> Self {
        let parameter = parameter.into();
        CredentialSpec {
            location: parameter.arn(),
            read: Some(parameter.read()),
        }
    }

    /// A file that is on instances with Windows, by its path below
    /// `C:\ProgramData\Docker\CredentialSpecs`, as `shop\web.json`.
    pub fn on_instance(path: impl IntoValue<Str>) -> Self {
        let path = path.into_value();
        CredentialSpec {
            location: sub!("file://{path}"),
            read: None,
        }
    }
}

impl<N: Needs> Container<N> {
    /// Who it is in a domain that its instance has not joined: it logs in with a secret that has
    /// `username`, `password` and `domainName`, and that the file names by its ARN. So tasks of
    /// several domains share an instance, and Fargate has it for Linux, too.
    ///
    /// The execution role may read the file and the secret. With Windows the secret is read by
    /// the instance: grant its role `login.read()`.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-linux-gmsa.html>
    pub fn domainless_credential_spec(
        mut self,
        spec: CredentialSpec,
        login: impl Into<SecretHandle>,
    ) -> Self {
        self.spec.reads.push(login.into().read());
        self.take("credentialspecdomainless", spec)
    }

    /// Who it is in the domain that its instance has joined, which everything else on the instance
    /// is in, too. Instances alone have it.
    pub fn credential_spec(self, spec: CredentialSpec) -> Container<N::AndAnInstance> {
        self.take("credentialspec", spec).needing()
    }

    fn take(mut self, prefix: &'static str, spec: CredentialSpec) -> Self {
        self.spec.reads.extend(spec.read);
        let location = spec.location;
        let specs = list([sub!("{prefix}:{location}")]);
        self.write(|container| container.credential_specs(specs))
    }
}
