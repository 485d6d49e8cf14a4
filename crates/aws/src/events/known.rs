//! Patterns of what AWS tells.

use super::EventPattern;
use crate::ecr::RepositoryHandle;
use crate::ecs::ClusterHandle;
#[cfg(feature = "s3")]
use crate::s3::BucketHandle;
use stackwright_core::{Str, Value};

impl EventPattern {
    /// Tasks of a cluster that have stopped, for whatever reason: `stoppedReason` and the exit codes of
    /// the containers are in the detail.
    ///
    /// ```
    /// use stackwright_aws::ecs::ClusterHandle;
    /// use stackwright_aws::events::{EventPattern, Match};
    /// # fn pattern(cluster: ClusterHandle) -> EventPattern {
    /// // Those that ended with an error.
    /// EventPattern::stopped_tasks(cluster).detail("containers.exitCode", Match::anything_but(0))
    /// # }
    /// ```
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html>
    pub fn stopped_tasks(cluster: impl Into<ClusterHandle>) -> Self {
        let arn: Value<Str> = cluster.into().arn().assume();
        EventPattern::source("aws.ecs")
            .detail_type("ECS Task State Change")
            .detail("clusterArn", arn)
            .detail("lastStatus", "STOPPED")
    }

    /// Images that are pushed to a repository, and have got there.
    ///
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html>
    pub fn pushed_images(repository: impl Into<RepositoryHandle>) -> Self {
        let name: Value<Str> = repository.into().reference().assume();
        EventPattern::source("aws.ecr")
            .detail_type("ECR Image Action")
            .detail("action-type", "PUSH")
            .detail("result", "SUCCESS")
            .detail("repository-name", name)
    }

    /// Images of a repository that were scanned; what was found is counted in
    /// `finding-severity-counts`.
    ///
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html>
    pub fn scanned_images(repository: impl Into<RepositoryHandle>) -> Self {
        let name: Value<Str> = repository.into().reference().assume();
        EventPattern::source("aws.ecr")
            .detail_type("ECR Image Scan")
            .detail("repository-name", name)
    }

    /// Objects of a bucket that were made. The bucket tells EventBridge where it is told to,
    /// `Bucket::event_bridge`.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html>
    #[cfg(feature = "s3")]
    pub fn created_objects(bucket: impl Into<BucketHandle>) -> Self {
        let name: Value<Str> = bucket.into().reference().assume();
        EventPattern::source("aws.s3")
            .detail_type("Object Created")
            .detail("bucket.name", name)
    }
}
