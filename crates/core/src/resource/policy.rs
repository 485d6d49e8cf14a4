use stackwright_template::Text;

use crate::value::{Expr, Props};

/// What becomes of a resource when it is taken out of the template or the stack is deleted.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeletionPolicy {
    /// It is deleted.
    Delete,
    /// It is kept.
    Retain,
    /// It is kept, unless the operation that made it is rolled back.
    RetainExceptOnCreate,
    /// A snapshot is taken; only for types that have snapshots.
    Snapshot,
}

/// What becomes of the old resource when an update replaces it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateReplacePolicy {
    /// It is deleted.
    Delete,
    /// It is kept.
    Retain,
    /// A snapshot is taken; only for types that have snapshots.
    Snapshot,
}

impl DeletionPolicy {
    /// The word in a template.
    pub const fn as_str(self) -> &'static str {
        match self {
            DeletionPolicy::Delete => "Delete",
            DeletionPolicy::Retain => "Retain",
            DeletionPolicy::RetainExceptOnCreate => "RetainExceptOnCreate",
            DeletionPolicy::Snapshot => "Snapshot",
        }
    }
}

impl UpdateReplacePolicy {
    /// The word in a template.
    pub const fn as_str(self) -> &'static str {
        match self {
            UpdateReplacePolicy::Delete => "Delete",
            UpdateReplacePolicy::Retain => "Retain",
            UpdateReplacePolicy::Snapshot => "Snapshot",
        }
    }
}

/// What a resource waits for before it counts as created.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html>
#[derive(Clone, Debug, Default)]
pub struct CreationPolicy(Props);

impl CreationPolicy {
    /// Waits for `count` success signals within `timeout`, an ISO 8601 duration as `PT15M`
    /// (at most `PT12H`).
    pub fn signals(count: u32, timeout: impl Into<Text>) -> Self {
        let signal = Expr::object([
            ("Count", Expr::Int(count.into())),
            ("Timeout", Expr::Str(timeout.into())),
        ]);
        CreationPolicy([("ResourceSignal", signal)].into_iter().collect())
    }

    /// How much of an Auto Scaling group must succeed, in percent.
    pub fn min_successful_instances(mut self, percent: u8) -> Self {
        let value = Expr::object([("MinSuccessfulInstancesPercent", Expr::Int(percent.into()))]);
        self.0.set("AutoScalingCreationPolicy", value);
        self
    }

    /// An AppStream fleet starts when it is made.
    pub fn start_fleet() -> Self {
        CreationPolicy([("StartFleet", Expr::Bool(true))].into_iter().collect())
    }

    pub(crate) fn into_expr(self) -> Expr {
        Expr::Map(self.0)
    }
}

/// How an update of a resource goes on, for the types that let one choose.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html>
#[derive(Clone, Debug, Default)]
pub struct UpdatePolicy(Props);

impl UpdatePolicy {
    /// An Auto Scaling group is updated in batches.
    pub fn rolling_update(update: AutoScalingRollingUpdate) -> Self {
        UpdatePolicy(
            [("AutoScalingRollingUpdate", Expr::Map(update.0))]
                .into_iter()
                .collect(),
        )
    }

    /// Auto Scaling replaces the instances of an Auto Scaling group.
    pub fn instance_refresh(refresh: AutoScalingInstanceRefresh) -> Self {
        let value = Expr::object([
            ("Strategy", Expr::from("Rolling")),
            ("Preferences", Expr::Map(refresh.0)),
        ]);
        UpdatePolicy(
            [("AutoScalingInstanceRefresh", value)]
                .into_iter()
                .collect(),
        )
    }

    /// An Auto Scaling group is replaced as a whole.
    pub fn replacing_update() -> Self {
        let value = Expr::object([("WillReplace", Expr::Bool(true))]);
        UpdatePolicy(
            [("AutoScalingReplacingUpdate", value)]
                .into_iter()
                .collect(),
        )
    }

    /// Scheduled actions keep the sizes that they set.
    pub fn ignore_unmodified_group_size(mut self) -> Self {
        let value = Expr::object([("IgnoreUnmodifiedGroupSizeProperties", Expr::Bool(true))]);
        self.0.set("AutoScalingScheduledAction", value);
        self
    }

    /// An ElastiCache replication group is resharded in place.
    pub fn online_resharding() -> Self {
        UpdatePolicy(
            [("UseOnlineResharding", Expr::Bool(true))]
                .into_iter()
                .collect(),
        )
    }

    /// An OpenSearch domain is upgraded in place.
    pub fn upgrade_version() -> Self {
        UpdatePolicy(
            [("EnableVersionUpgrade", Expr::Bool(true))]
                .into_iter()
                .collect(),
        )
    }

    /// A Lambda alias is moved by CodeDeploy.
    pub fn code_deploy_lambda_alias(application: Expr, deployment_group: Expr) -> Self {
        let value = Expr::object([
            ("ApplicationName", application),
            ("DeploymentGroupName", deployment_group),
        ]);
        UpdatePolicy(
            [("CodeDeployLambdaAliasUpdate", value)]
                .into_iter()
                .collect(),
        )
    }

    pub(crate) fn into_expr(self) -> Expr {
        Expr::Map(self.0)
    }
}

/// The batches in which an Auto Scaling group is updated.
#[derive(Clone, Debug, Default)]
pub struct AutoScalingRollingUpdate(Props);

impl AutoScalingRollingUpdate {
    /// AWS's defaults: one instance at a time.
    pub fn new() -> Self {
        AutoScalingRollingUpdate::default()
    }

    /// How many instances a batch has.
    pub fn max_batch_size(mut self, size: u32) -> Self {
        self.0.set("MaxBatchSize", Expr::Int(size.into()));
        self
    }

    /// How many instances stay in service.
    pub fn min_instances_in_service(mut self, count: u32) -> Self {
        self.0.set("MinInstancesInService", Expr::Int(count.into()));
        self
    }

    /// How long to wait after a batch, an ISO 8601 duration as `PT5M` (at most `PT1H`).
    pub fn pause_time(mut self, duration: impl Into<Text>) -> Self {
        self.0.set("PauseTime", Expr::Str(duration.into()));
        self
    }

    /// Waits for a signal of every new instance.
    pub fn wait_on_signals(mut self) -> Self {
        self.0.set("WaitOnResourceSignals", Expr::Bool(true));
        self
    }
}

/// How Auto Scaling replaces the instances of a group.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html>
#[derive(Clone, Debug, Default)]
pub struct AutoScalingInstanceRefresh(Props);

impl AutoScalingInstanceRefresh {
    /// As Auto Scaling does it by itself.
    pub fn new() -> Self {
        AutoScalingInstanceRefresh::default()
    }

    /// Which share of the group stays healthy, in percent.
    pub fn min_healthy_percentage(self, percent: i64) -> Self {
        self.set("MinHealthyPercentage", Expr::Int(percent))
    }

    /// How many there are at most, of those that are wanted, in percent.
    pub fn max_healthy_percentage(self, percent: i64) -> Self {
        self.set("MaxHealthyPercentage", Expr::Int(percent))
    }

    /// How many seconds a new instance takes until it counts.
    pub fn instance_warmup(self, seconds: i64) -> Self {
        self.set("InstanceWarmup", Expr::Int(seconds))
    }

    /// How many seconds the group is watched at the end.
    pub fn bake_time(self, seconds: i64) -> Self {
        self.set("BakeTime", Expr::Int(seconds))
    }

    /// Leaves instances that are as the launch template says.
    pub fn skip_matching(self, yes: bool) -> Self {
        self.set("SkipMatching", Expr::Bool(yes))
    }

    fn set(mut self, name: &'static str, value: Expr) -> Self {
        self.0.set(name, value);
        self
    }
}
