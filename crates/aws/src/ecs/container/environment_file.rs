use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{IntoValue, Str, Value, sub};

use crate::assets::AssetHandle;
use crate::iam::{Grant, Statement};

/// Environment variables from a file with lines `NAME=value`, whose name ends in `.env`, in a
/// bucket of Amazon S3. The task's execution role may read it.
///
/// A variable that the container [sets itself](super::Container::env) wins; a file that changes
/// is read by the next task that starts. Ten files are the most that a container has. Instances
/// with Windows cannot read them on Fargate.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html>
#[derive(Clone, Debug)]
pub struct EnvironmentFile {
    arn: Value<Str>,
    pub(crate) read: Grant,
}

impl EnvironmentFile {
    /// An object of a bucket, by the ARN of the bucket, as
    /// `EnvironmentFile::s3("arn:aws:s3:::settings", "web.env")`.
    pub fn s3(bucket_arn: impl IntoValue<Str>, key: impl IntoValue<Str>) -> Self {
        let (bucket, key) = (bucket_arn.into_value(), key.into_value());
        let arn = sub!("{bucket}/{key}");
        let read = Grant::from([
            Statement::allow(["s3:GetObject"]).on([arn.clone()]),
            Statement::allow(["s3:GetBucketLocation"]).on([bucket]),
        ]);
        EnvironmentFile { arn, read }
    }

    /// A [file of this machine](crate::assets::FileAsset), which is published when the stack is
    /// deployed. Its name ends in `.env`. What changes in it makes a new revision of the task.
    pub fn asset(file: AssetHandle) -> Self {
        EnvironmentFile {
            arn: file.arn(),
            read: file.read(),
        }
    }

    pub(super) fn into_property(self) -> cfn::EnvironmentFile {
        cfn::EnvironmentFile::new()
            .r#type(cfn::EnvironmentFileType::S3)
            .value(self.arn)
    }
}
