//! A minimum and a maximum that contradict each other.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL174",
        family: Family::Template,
        severity: Severity::Error,
        title: "minimum above its maximum, or a wish outside of both",
        why: "the service refuses what nothing can be within",
        fix: "let the minimum be no more than what is wanted, and that no more than the maximum",
        link: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
        bad: r#"
Parameters:
  Template:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: '1'
      VPCZoneIdentifier: !Ref Subnets
      MinSize: '4'
      MaxSize: '2'
"#,
        good: r#"
Parameters:
  Template:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: '1'
      VPCZoneIdentifier: !Ref Subnets
      MinSize: '1'
      MaxSize: '2'
"#,
    },
    check,
};

/// Two numbers of which the first must not be above the second.
struct Bounds {
    of_type: &'static str,
    /// Where both stand, if not among the properties themselves; `*` for every item.
    within: &'static [&'static str],
    least: &'static str,
    most: &'static str,
    /// What must be from the one to the other.
    wanted: Option<&'static str>,
    /// Whether the two must differ.
    apart: bool,
}

const fn bounds(
    of_type: &'static str,
    within: &'static [&'static str],
    least: &'static str,
    most: &'static str,
) -> Bounds {
    Bounds {
        of_type,
        within,
        least,
        most,
        wanted: None,
        apart: false,
    }
}

const BOUNDS: [Bounds; 11] = [
    Bounds {
        wanted: Some("DesiredCapacity"),
        ..bounds(
            "AWS::AutoScaling::AutoScalingGroup",
            &[],
            "MinSize",
            "MaxSize",
        )
    },
    Bounds {
        wanted: Some("DesiredvCpus"),
        ..bounds(
            "AWS::Batch::ComputeEnvironment",
            &["ComputeResources"],
            "MinvCpus",
            "MaxvCpus",
        )
    },
    Bounds {
        wanted: Some("DefaultTTL"),
        ..bounds(
            "AWS::CloudFront::Distribution",
            &["DistributionConfig", "CacheBehaviors", "*"],
            "MinTTL",
            "MaxTTL",
        )
    },
    Bounds {
        wanted: Some("DefaultTTL"),
        ..bounds(
            "AWS::CloudFront::Distribution",
            &["DistributionConfig", "DefaultCacheBehavior"],
            "MinTTL",
            "MaxTTL",
        )
    },
    Bounds {
        wanted: Some("DefaultTTL"),
        ..bounds(
            "AWS::CloudFront::CachePolicy",
            &["CachePolicyConfig"],
            "MinTTL",
            "MaxTTL",
        )
    },
    Bounds {
        wanted: Some("DesiredSize"),
        ..bounds(
            "AWS::EKS::Nodegroup",
            &["ScalingConfig"],
            "MinSize",
            "MaxSize",
        )
    },
    bounds(
        "AWS::Neptune::DBCluster",
        &["ServerlessScalingConfiguration"],
        "MinCapacity",
        "MaxCapacity",
    ),
    bounds(
        "AWS::RDS::DBCluster",
        &["ServerlessV2ScalingConfiguration"],
        "MinCapacity",
        "MaxCapacity",
    ),
    bounds(
        "AWS::RDS::DBInstance",
        &[],
        "AllocatedStorage",
        "MaxAllocatedStorage",
    ),
    Bounds {
        apart: true,
        ..bounds("AWS::SSM::MaintenanceWindow", &[], "Cutoff", "Duration")
    },
    Bounds {
        apart: true,
        ..bounds(
            "AWS::Backup::BackupPlan",
            &["BackupPlan", "BackupPlanRule", "*"],
            "StartWindowMinutes",
            "CompletionWindowMinutes",
        )
    },
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for bounds in &BOUNDS {
        for resource in deployment.resources_of(bounds.of_type) {
            for holder in within(resource, bounds.within) {
                compare(bounds, &holder, findings);
            }
        }
    }
}

/// What a way leads to.
fn within<'d>(resource: Property<'d>, way: &[&'static str]) -> Vec<Property<'d>> {
    let mut reached = vec![resource];
    for step in way {
        reached = match *step {
            "*" => reached.iter().flat_map(|list| list.items().known).collect(),
            name => reached.iter().map(|holder| holder.get(name)).collect(),
        };
    }
    reached
}

fn compare(bounds: &Bounds, holder: &Property<'_>, findings: &mut Findings<'_>) {
    let (least, most) = (holder.get(bounds.least), holder.get(bounds.most));
    let (min, max) = (least.number(), most.number());
    if let (Some(min), Some(max)) = (min, max)
        && (min > max || bounds.apart && min >= max)
    {
        let how = if bounds.apart { "not below" } else { "above" };
        let (low, high) = (bounds.least, bounds.most);
        findings.report(
            least.place(),
            format!("`{low}` is {min}, {how} `{high}`, which is {max}"),
        );
        return;
    }
    let wanted = bounds.wanted.map(|wanted| holder.get(wanted));
    let Some((wanted, count)) = wanted.and_then(|wanted| Some((wanted, wanted.number()?))) else {
        return;
    };
    let outside = min.is_some_and(|min| count < min) || max.is_some_and(|max| count > max);
    if outside {
        let shown = |property: &Property<'_>, otherwise: &str| match property.is_given() {
            true => property.shown(),
            false => otherwise.to_owned(),
        };
        let (low, high) = (shown(&least, "any"), shown(&most, "any"));
        findings.report(
            wanted.place(),
            format!("{count} is not from {low} to {high}"),
        );
    }
}
