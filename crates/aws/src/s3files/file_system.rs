use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::s3files as cfn;
use stackwright_core::{
    Construct, Handle, IntoValue, Pseudo, Scope, Str, Text, Value, With, handle, sub,
};

use crate::ec2::{
    Connectable, Guarded, IntoSubnets, SecurityGroupHandle, SubnetSelection, VpcHandle,
};
use crate::efs::{MountTargets, one_in_each_zone};
use crate::iam::{EncryptedWith, Grant, GrantExt, Role, RoleHandle, Statement};

/// The objects of a bucket as files, which tasks in all zones of a VPC mount: what is written to it
/// comes into the bucket, and what comes into the bucket is seen.
///
/// Tasks on Fargate and on managed instances mount it; others do not start with it (`ECS134`).
/// **The bucket has to keep versions**, and to be of the same account and region.
///
/// It adds `Role`, what S3 Files may do with the bucket; `SecurityGroup`, which lets nobody in until
/// something is connected; and `MountTarget1`, `MountTarget2` and so on, one in each zone, called by
/// the zone: another zone changes none. A change of the bucket, of the prefix, of a key or of the role
/// replaces it; what is in the bucket stays, whatever becomes of the file system.
///
/// # Findings
///
/// - `ECS135`: the subnets of the VPC are not known one by one.
/// - `EC2117`: the VPC has no such subnets.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::s3files::FileSystem;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
/// let files = data.add("Files", FileSystem::new(vpc, "arn:aws:s3:::models"));
/// ```
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-prereq-policies.html>
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html>
#[derive(Clone, Debug)]
pub struct FileSystem {
    vpc: VpcHandle,
    backing: Backing,
    subnets: Option<SubnetSelection>,
    group: Option<SecurityGroupHandle>,
    key: Option<Value<KeyArn>>,
    bucket_key: Option<Value<KeyArn>>,
    role: Option<RoleHandle>,
}

/// Kept on a file system: the objects behind it.
#[derive(Clone, Debug)]
pub(crate) struct Backing {
    bucket: Value<Str>,
    /// What the keys of objects begin with: nothing, or a text that ends in a slash.
    prefix: Text,
}

impl Backing {
    /// What whoever mounts it reads past it, straight from the bucket: large files, from the
    /// folder that is shown.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-prereq-policies.html>
    pub fn read(&self, files: FileSystemHandle, folder: &str) -> Grant {
        let objects = match folder.trim_matches('/') {
            "" => self.objects(String::new()),
            folder => self.objects(format!("{folder}/")),
        };
        let read = ["s3:GetObject", "s3:GetObjectVersion"];
        Grant::from([
            Statement::allow(read).on([objects]),
            Statement::allow(["s3:ListBucket"]).on([self.bucket.clone()]),
        ])
        .decrypting(files)
    }

    /// The ARN of the objects in a folder, which ends in a slash.
    fn objects(&self, folder: String) -> Value<Str> {
        let (bucket, prefix) = (&self.bucket, self.prefix.clone());
        sub!("{bucket}/{prefix}{folder}*")
    }
}

impl FileSystem {
    /// One over a bucket, by the bucket's ARN, in the private subnets of a VPC, or in its isolated
    /// ones where there are no private.
    pub fn new(vpc: impl Into<VpcHandle>, bucket_arn: impl IntoValue<Str>) -> Self {
        FileSystem {
            vpc: vpc.into(),
            backing: Backing {
                bucket: bucket_arn.into_value(),
                prefix: Text::default(),
            },
            subnets: None,
            group: None,
            key: None,
            bucket_key: None,
            role: None,
        }
    }

    /// A file system that exists, by its ARN, with the group that guards its mount targets and the
    /// ARN of its bucket.
    pub fn imported(
        arn: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
        bucket_arn: impl IntoValue<Str>,
    ) -> ImportedFileSystem {
        ImportedFileSystem {
            arn: arn.into_value(),
            group: group.into(),
            backing: Backing {
                bucket: bucket_arn.into_value(),
                prefix: Text::default(),
            },
        }
    }

    /// Shows objects alone whose keys begin with this, as `models/`.
    pub fn prefix(mut self, prefix: impl Into<Text>) -> Self {
        self.backing.prefix = prefix.into();
        self
    }

    /// The subnets that it is mounted from, one in each zone.
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards it with this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// Encrypts what it keeps for a while with a key of one's own instead of AWS's.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// The key that encrypts the bucket, where it is one of one's own: its role and whoever mounts it
    /// may then use it, by way of S3.
    pub fn bucket_encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.bucket_key = Some(key.into_value());
        self
    }

    /// What S3 Files may do with the bucket, in place of a role of its own, which is given no rights.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    fn made_role(&self, scope: Scope<'_>) -> RoleHandle {
        let files =
            sub!("arn:{AWS::Partition}:s3files:{AWS::Region}:{AWS::AccountId}:file-system/*");
        let role = Role::of_this_account("elasticfilesystem.amazonaws.com").trusted_when(
            "ArnLike",
            "aws:SourceArn",
            files,
        );
        let role = scope.add("Role", role);
        scope.grant(role, self.synchronizing());
        role
    }

    /// What keeping a bucket and files the same takes.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-prereq-policies.html>
    fn synchronizing(&self) -> Grant {
        let Backing { bucket, .. } = &self.backing;
        let own = |statement: Statement| {
            let account = Pseudo::AccountId.value();
            statement.when("StringEquals", "aws:ResourceAccount", account)
        };
        let list = Statement::allow(["s3:ListBucket", "s3:ListBucketVersions"]);
        let write = Statement::allow([
            "s3:AbortMultipartUpload",
            "s3:DeleteObject*",
            "s3:GetObject*",
            "s3:List*",
            "s3:PutObject*",
        ]);
        let manage = Statement::allow([
            "events:DeleteRule",
            "events:DisableRule",
            "events:EnableRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
        ]);
        let manage = manage
            .on([sub!(
                "arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:rule/DO-NOT-DELETE-S3-Files*"
            )])
            .when(
                "StringEquals",
                "events:ManagedBy",
                "elasticfilesystem.amazonaws.com",
            );
        let look = Statement::allow([
            "events:DescribeRule",
            "events:ListRuleNamesByTarget",
            "events:ListRules",
            "events:ListTargetsByRule",
        ]);
        let look = look.on([sub!(
            "arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:rule/*"
        )]);
        let rights = Grant::from([
            own(list.on([bucket.clone()])),
            own(write.on([self.backing.objects(String::new())])),
            manage,
            look,
        ]);
        let Some(key) = self.bucket_key.clone() else {
            return rights;
        };
        let with_key = Statement::allow([
            "kms:Decrypt",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
        ]);
        let through = sub!("s3.{AWS::Region}.amazonaws.com");
        rights.and(
            with_key
                .on([key])
                .when("StringEquals", "kms:ViaService", through),
        )
    }
}

impl Construct for FileSystem {
    type Handle = FileSystemHandle;

    fn build(self, scope: Scope<'_>) -> FileSystemHandle {
        let group = Guarded::by_own(scope, self.vpc, self.group);
        let role = self.role.unwrap_or_else(|| self.made_role(scope));
        let prefix = (!self.backing.prefix.is_empty()).then(|| self.backing.prefix.clone());
        let files = cfn::FileSystem::new()
            .bucket(self.backing.bucket.clone())
            .role_arn(role.arn())
            .with(prefix, |files, prefix| files.prefix(prefix))
            .with(self.key, |files, key| files.kms_key_id(key));
        let resource = scope.add("Resource", files);
        scope.set_primary(resource);
        let subnets = one_in_each_zone(self.vpc, self.subnets, scope);
        let targets = subnets.into_iter().map(|(name, subnet)| {
            let target = cfn::MountTarget::new()
                .file_system_id(resource.file_system_id())
                .subnet_id(subnet)
                .security_groups([group]);
            scope.add(format!("MountTarget{name}"), target).node()
        });
        scope.set_data(MountTargets(targets.collect()));
        scope.set_data(self.backing);
        if let Some(key) = self.bucket_key {
            scope.set_data(EncryptedWith::new(key, "s3"));
        }
        FileSystemHandle::new(scope)
    }
}

/// A file system that exists; see [`FileSystem::imported`].
#[derive(Clone, Debug)]
pub struct ImportedFileSystem {
    arn: Value<Str>,
    group: SecurityGroupHandle,
    backing: Backing,
}

impl ImportedFileSystem {
    /// What the keys of the objects begin with that it shows, as `models/`.
    pub fn prefix(mut self, prefix: impl Into<Text>) -> Self {
        self.backing.prefix = prefix.into();
        self
    }
}

impl Construct for ImportedFileSystem {
    type Handle = FileSystemHandle;

    fn build(self, scope: Scope<'_>) -> FileSystemHandle {
        let id = stackwright_core::split("file-system/", self.arn.clone());
        let id: Value<Str> = stackwright_core::select(1, id);
        scope.define("FileSystemId", id);
        scope.define("FileSystemArn", self.arn.clone());
        scope.define("Ref", self.arn);
        scope.set_data(self.backing);
        Guarded::by(scope, self.group);
        FileSystemHandle::new(scope)
    }
}

handle! {
    /// Names a file system of S3 Files.
    pub struct FileSystemHandle(cfn::FileSystemHandle);
}

impl Connectable for FileSystemHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl FileSystemHandle {
    /// Its ARN.
    pub fn arn(self) -> Value<Str> {
        Value::attribute(self.node(), "FileSystemArn")
    }
}
