use stackwright_cfn::efs as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, DeletionPolicy, Handle, IntoValue, Scope, Str, Value, With, handle, non_empty, sub,
};

use super::Replica;
use super::mount_targets::{MountTargets, one_in_each_zone};
use crate::ec2::{
    Connectable, Guarded, IntoSubnets, SecurityGroupHandle, SubnetSelection, VpcHandle,
};
use crate::gathered;
use crate::iam::{PolicyDocument, Principal, Statement};

/// A file system that tasks in all zones of a VPC mount.
///
/// Unless said otherwise: it is encrypted, as is the way to it; nobody mounts it who has no right
/// to, which AWS lets everybody in the network do; its throughput follows what is asked of it; AWS
/// Backup keeps copies; and it stays when it leaves the stack.
///
/// It adds `SecurityGroup`, which lets nobody in until something is connected, and `MountTarget1`,
/// `MountTarget2` and so on, one in each zone, called by the zone: another zone changes none.
///
/// # Findings
///
/// - `ECS135`: the subnets of the VPC are not known one by one.
/// - `EC2117`: the VPC has no such subnets.
/// - `EFS101`: files are archived, and the throughput is not elastic.
///
/// <https://docs.aws.amazon.com/efs/latest/ug/whatisefs.html>
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::efs::FileSystem;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
/// let files = data.add("Files", FileSystem::new(vpc));
/// ```
#[derive(Clone, Debug)]
pub struct FileSystem {
    vpc: VpcHandle,
    subnets: Option<SubnetSelection>,
    group: Option<SecurityGroupHandle>,
    key: Option<Value<KeyArn>>,
    throughput: Throughput,
    backup: bool,
    infrequent_after: Option<cfn::file_system::TransitionToIa>,
    archive_after: Option<cfn::file_system::TransitionToArchive>,
    back_when_read: bool,
    replica: Option<Replica>,
    is_replica: bool,
    removal_policy: DeletionPolicy,
}

/// How much can be read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Throughput {
    /// What is asked for, and paid by what was read and written.
    Elastic,
    /// By how much is stored, with credits for bursts: a small one gets slow when they are spent.
    Bursting,
    /// So many MiB a second.
    Provisioned(u32),
}

impl FileSystem {
    /// One in the private subnets of a VPC, or in its isolated ones where there are no private.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        FileSystem {
            vpc: vpc.into(),
            subnets: None,
            group: None,
            key: None,
            throughput: Throughput::Elastic,
            backup: true,
            infrequent_after: None,
            archive_after: None,
            back_when_read: false,
            replica: None,
            is_replica: false,
            removal_policy: DeletionPolicy::RetainExceptOnCreate,
        }
    }

    /// A file system that exists, by its id, with the group that guards its mount targets.
    pub fn imported(
        id: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
    ) -> ImportedFileSystem {
        ImportedFileSystem {
            id: id.into_value(),
            group: group.into(),
        }
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

    /// Encrypts it with a key of one's own instead of AWS's.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// How much can be read and written.
    pub fn throughput(mut self, throughput: Throughput) -> Self {
        self.throughput = throughput;
        self
    }

    /// Leaves AWS Backup out.
    pub fn without_backup(mut self) -> Self {
        self.backup = false;
        self
    }

    /// Moves files that nobody has read for a month to where they cost less to keep and more to
    /// read.
    pub fn infrequent_after_30_days(mut self) -> Self {
        self.infrequent_after = Some(cfn::file_system::TransitionToIa::After30Days);
        self
    }

    /// Moves files that nobody has read for a quarter to where they cost least to keep and most to read:
    /// of a file system with elastic throughput.
    ///
    /// <https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html>
    pub fn archived_after_90_days(mut self) -> Self {
        self.archive_after = Some(cfn::file_system::TransitionToArchive::After90Days);
        self
    }

    /// Moves files that were moved away back when somebody reads them.
    pub fn back_when_read(mut self) -> Self {
        self.back_when_read = true;
        self
    }

    /// Keeps a [copy](Replica) of it elsewhere.
    pub fn replicated(mut self, replica: Replica) -> Self {
        self.replica = Some(replica);
        self
    }

    /// Lets another file system be [copied](Self::replicated) into it, over what is there: while
    /// it is, it can be read only.
    ///
    /// <https://docs.aws.amazon.com/efs/latest/ug/replicate-to-existing-fs.html>
    pub fn overwritten_by_replication(mut self) -> Self {
        self.is_replica = true;
        self
    }

    /// What becomes of it when it leaves the stack; it stays, if this is not said.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = policy;
        self
    }

    /// Deletes it when it leaves the stack, and keeps no copies: for tests.
    pub fn disposable(self) -> Self {
        self.without_backup().removal_policy(DeletionPolicy::Delete)
    }
}

impl FileSystem {
    /// When files are moved: EFS takes one policy for each move.
    fn lifecycle(&self) -> Option<Vec<cfn::file_system::LifecyclePolicy>> {
        use cfn::file_system::{LifecyclePolicy, TransitionToPrimaryStorageClass};

        let policy = LifecyclePolicy::new;
        let infrequent = self.infrequent_after.clone();
        let archive = self.archive_after.clone();
        let back = TransitionToPrimaryStorageClass::After1Access;
        let policies = [
            infrequent.map(|after| policy().transition_to_ia(after)),
            archive.map(|after| policy().transition_to_archive(after)),
            self.back_when_read
                .then(|| policy().transition_to_primary_storage_class(back)),
        ];
        non_empty(policies.into_iter().flatten())
    }
}

impl Construct for FileSystem {
    type Handle = FileSystemHandle;

    fn build(self, scope: Scope<'_>) -> FileSystemHandle {
        use cfn::file_system as part;

        let group = Guarded::by_own(scope, self.vpc, self.group);
        let (mode, provisioned) = match self.throughput {
            Throughput::Elastic => (part::ThroughputMode::Elastic, None),
            Throughput::Bursting => (part::ThroughputMode::Bursting, None),
            Throughput::Provisioned(mib) => (part::ThroughputMode::Provisioned, Some(mib)),
        };
        if self.archive_after.is_some() && self.throughput != Throughput::Elastic {
            let message = "files are archived, and the throughput is not elastic";
            scope.report(codes::EFS101.finding(message));
        }
        let backup = match self.backup {
            true => part::Status::Enabled,
            false => part::Status::Disabled,
        };
        let policies = self.lifecycle();
        let files = cfn::FileSystem::new()
            .encrypted(true)
            .throughput_mode(mode)
            .with(provisioned, |files, mib| {
                files.provisioned_throughput_in_mibps(f64::from(mib))
            })
            .with(self.key.clone(), |files, key| files.kms_key_id(key))
            .backup_policy(part::BackupPolicy::new().status(backup))
            .with(policies, |files, policies| {
                files.lifecycle_policies(policies)
            })
            .with(self.replica.clone(), |files, replica| {
                files.replication_configuration(replica.into_property())
            })
            .with(self.is_replica.then(unprotected), |files, protection| {
                files.file_system_protection(protection)
            })
            .file_system_policy(only_encrypted());
        let resource = scope.add("Resource", files);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        let subnets = one_in_each_zone(self.vpc, self.subnets, scope);
        let targets = subnets.into_iter().map(|(name, subnet)| {
            let target = cfn::MountTarget::new()
                .file_system_id(resource)
                .subnet_id(subnet)
                .security_groups([group]);
            scope.add(format!("MountTarget{name}"), target).node()
        });
        scope.set_data(MountTargets(gathered(targets)));
        FileSystemHandle::new(scope)
    }
}

fn unprotected() -> cfn::file_system::FileSystemProtection {
    use cfn::file_system::{FileSystemProtection, ReplicationOverwriteProtection};

    FileSystemProtection::new()
        .replication_overwrite_protection(ReplicationOverwriteProtection::Disabled)
}

/// With a policy of its own, it is mounted by who has a right to, and by nobody else: the one that
/// AWS takes where there is none lets everybody. This one takes the right from who comes in the
/// clear.
///
/// <https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html>
fn only_encrypted() -> PolicyDocument {
    let clear =
        Statement::deny(["*"])
            .to(Principal::anyone())
            .when("Bool", "aws:SecureTransport", "false");
    PolicyDocument::from(clear)
}

/// A file system that exists; see [`FileSystem::imported`].
#[derive(Clone, Debug)]
pub struct ImportedFileSystem {
    id: Value<Str>,
    group: SecurityGroupHandle,
}

impl Construct for ImportedFileSystem {
    type Handle = FileSystemHandle;

    fn build(self, scope: Scope<'_>) -> FileSystemHandle {
        let id = &self.id;
        let arn = sub!(
            "arn:{AWS::Partition}:elasticfilesystem:{AWS::Region}:{AWS::AccountId}:file-system/{id}"
        );
        scope.define("Arn", arn);
        scope.define("FileSystemId", self.id.clone());
        scope.define("Ref", self.id);
        Guarded::by(scope, self.group);
        FileSystemHandle::new(scope)
    }
}

handle! {
    /// Names a file system.
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
        Value::attribute(self.node(), "Arn")
    }
}
