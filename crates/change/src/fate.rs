//! What becomes of what goes, and whether that loses data.

use stackwright_template::Resource;

use crate::{Fate, difference::Typed};

/// Types that hold what cannot be made again, beside those of which the facts say so: images, messages
/// in streams, what users have registered, backups, certificates of an authority.
const HOLD_DATA: [&str; 16] = [
    "AWS::ACMPCA::CertificateAuthority",
    "AWS::AmazonMQ::Broker",
    "AWS::Backup::BackupVault",
    "AWS::Cassandra::Table",
    "AWS::CodeCommit::Repository",
    "AWS::DAX::Cluster",
    "AWS::DocDBElastic::Cluster",
    "AWS::ECR::Repository",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::MemoryDB::Cluster",
    "AWS::MSK::Cluster",
    "AWS::OpenSearchServerless::Collection",
    "AWS::RDS::GlobalCluster",
    "AWS::RedshiftServerless::Namespace",
    "AWS::S3Express::DirectoryBucket",
    "AWS::Timestream::Table",
];

/// Whether a type holds data that is lost with the resource.
pub fn is_stateful(type_name: &str) -> bool {
    HOLD_DATA.contains(&type_name)
        || Typed::of(type_name)
            .facts()
            .is_some_and(|facts| facts.stateful)
}

/// What becomes of a resource that leaves the stack.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html>
pub(crate) fn on_deletion(before: Resource<'_>) -> Fate {
    match before.deletion_policy() {
        Some("Retain" | "RetainExceptOnCreate") => Fate::Retained,
        Some("Snapshot") => Fate::Snapshot,
        Some(_) => Fate::Deleted,
        None => by_default(before),
    }
}

/// Databases are kept as a snapshot where nothing is said, unless they belong to a cluster.
fn by_default(before: Resource<'_>) -> Fate {
    match before.resource_type() {
        Some("AWS::RDS::DBCluster") => Fate::Snapshot,
        Some("AWS::RDS::DBInstance") if before.property("DBClusterIdentifier").is_none() => {
            Fate::Snapshot
        }
        _ => Fate::Deleted,
    }
}

/// What becomes of the old resource where it is replaced.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html>
pub(crate) fn on_replacement(now: Resource<'_>) -> Fate {
    match now.update_replace_policy() {
        Some("Retain") => Fate::Retained,
        Some("Snapshot") => Fate::Snapshot,
        _ => Fate::Deleted,
    }
}
