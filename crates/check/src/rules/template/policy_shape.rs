//! Creation or update policy of the wrong shape.

use crate::model::Shape;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL160",
        family: Family::Template,
        severity: Severity::Error,
        title: "creation or update policy of the wrong shape",
        why: "CloudFormation refuses the template",
        fix: "write the policy as the attribute has it",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html",
        bad: r#"
Resources:
  Hosts:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        PauseTime: 5m
    Properties:
      MinSize: '1'
      MaxSize: '4'
      VPCZoneIdentifier: [subnet-12345678]
      LaunchTemplate:
        LaunchTemplateId: lt-0123456789abcdef0
        Version: '1'
"#,
        good: r#"
Resources:
  Hosts:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        PauseTime: PT5M
    Properties:
      MinSize: '1'
      MaxSize: '4'
      VPCZoneIdentifier: [subnet-12345678]
      LaunchTemplate:
        LaunchTemplateId: lt-0123456789abcdef0
        Version: '1'
"#,
    },
    check,
};

use Shape::{Duration, Flag, List, Object, One, Text, Whole};

/// Attribute, types that have it, and what it looks like there.
type Policies = &'static [(&'static str, &'static [&'static str], Shape)];

const ANY: i64 = i64::MAX;
/// The longest wait of an instance refresh, in seconds: two days.
const TWO_DAYS: i64 = 172_800;

const SIGNAL: Shape = Object(&[
    ("Count", false, Whole(0, ANY)),
    ("Timeout", false, Duration),
]);
const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const PERCENT: Shape = Whole(0, 100);

pub(super) static POLICIES: Policies = &[
    (
        "CreationPolicy",
        &[GROUP],
        Object(&[
            (
                "AutoScalingCreationPolicy",
                false,
                Object(&[("MinSuccessfulInstancesPercent", false, PERCENT)]),
            ),
            ("ResourceSignal", false, SIGNAL),
        ]),
    ),
    (
        "CreationPolicy",
        &["AWS::CloudFormation::WaitCondition", "AWS::EC2::Instance"],
        Object(&[("ResourceSignal", false, SIGNAL)]),
    ),
    (
        "CreationPolicy",
        &["AWS::AppStream::Fleet"],
        Object(&[("StartFleet", false, Flag)]),
    ),
    (
        "UpdatePolicy",
        &[GROUP],
        Object(&[
            ("AutoScalingInstanceRefresh", false, REFRESH),
            (
                "AutoScalingReplacingUpdate",
                false,
                Object(&[("WillReplace", false, Flag)]),
            ),
            ("AutoScalingRollingUpdate", false, ROLLING),
            (
                "AutoScalingScheduledAction",
                false,
                Object(&[("IgnoreUnmodifiedGroupSizeProperties", false, Flag)]),
            ),
        ]),
    ),
    (
        "UpdatePolicy",
        &["AWS::Lambda::Alias"],
        Object(&[(
            "CodeDeployLambdaAliasUpdate",
            false,
            Object(&[
                ("AfterAllowTrafficHook", false, Text),
                ("ApplicationName", true, Text),
                ("BeforeAllowTrafficHook", false, Text),
                ("DeploymentGroupName", true, Text),
            ]),
        )]),
    ),
    (
        "UpdatePolicy",
        &[
            "AWS::Elasticsearch::Domain",
            "AWS::OpenSearchService::Domain",
        ],
        Object(&[("EnableVersionUpgrade", false, Flag)]),
    ),
    (
        "UpdatePolicy",
        &["AWS::ElastiCache::ReplicationGroup"],
        Object(&[("UseOnlineResharding", false, Flag)]),
    ),
    (
        "UpdatePolicy",
        &["AWS::AppStream::Fleet"],
        Object(&[
            ("StartAfterUpdate", false, Object(&[("Type", false, Flag)])),
            ("StopBeforeUpdate", false, Object(&[("Type", false, Flag)])),
        ]),
    ),
];

const ROLLING: Shape = Object(&[
    ("MaxBatchSize", false, Whole(1, ANY)),
    ("MinActiveInstancesPercent", false, PERCENT),
    ("MinInstancesInService", false, Whole(0, ANY)),
    ("MinSuccessfulInstancesPercent", false, PERCENT),
    ("PauseTime", false, Duration),
    (
        "SuspendProcesses",
        false,
        List(&One(&[
            "AZRebalance",
            "AddToLoadBalancer",
            "AlarmNotification",
            "HealthCheck",
            "InstanceRefresh",
            "Launch",
            "ReplaceUnhealthy",
            "ScheduledActions",
            "Terminate",
        ])),
    ),
    ("WaitOnResourceSignals", false, Flag),
]);

const REFRESH: Shape = Object(&[
    (
        "Preferences",
        false,
        Object(&[
            (
                "AlarmSpecification",
                false,
                Object(&[("Alarms", false, List(&Text))]),
            ),
            ("BakeTime", false, Whole(0, TWO_DAYS)),
            ("CheckpointDelay", false, Whole(0, TWO_DAYS)),
            ("CheckpointPercentages", false, List(&PERCENT)),
            ("InstanceWarmup", false, Whole(0, ANY)),
            ("MaxHealthyPercentage", false, Whole(100, 200)),
            ("MinHealthyPercentage", false, PERCENT),
            (
                "ScaleInProtectedInstances",
                false,
                One(&["Ignore", "Refresh", "Wait"]),
            ),
            ("SkipMatching", false, Flag),
            (
                "StandbyInstances",
                false,
                One(&["Ignore", "Terminate", "Wait"]),
            ),
        ]),
    ),
    ("Strategy", true, One(&["ReplaceRootVolume", "Rolling"])),
]);

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for resource in model.bodies() {
        let of_type = resource.resource_type().unwrap_or_default();
        for (attribute, types, shape) in POLICIES {
            if let Some(node) = resource.get(attribute)
                && types.contains(&of_type)
            {
                let path = format!("{}/{attribute}", resource.path);
                shape.check(model, path, node, findings);
            }
        }
    }
}
