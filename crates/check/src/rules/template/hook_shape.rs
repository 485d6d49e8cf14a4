//! Hook of the wrong shape.

use crate::Place;
use crate::model::Shape;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Section, Segment, Walk};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL162",
        family: Family::Template,
        severity: Severity::Error,
        title: "hook of the wrong shape",
        why: "CloudFormation refuses the template, or CodeDeploy the deployment",
        fix: "write the hook as its type has it",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green.html",
        bad: r#"
Transform: AWS::CodeDeployBlueGreen
Hooks:
  BlueGreen:
    Type: AWS::CodeDeploy::BlueGreen
    Properties:
      ServiceRole: deploy
      Applications:
        - Target:
            Type: AWS::ECS::Service
            LogicalID: Service
          ECSAttributes:
            TaskDefinitions: [BlueTask, GreenTask]
            TaskSets: [BlueSet, GreenSet]
            TrafficRouting:
              ProdTrafficRoute:
                Type: AWS::ElasticLoadBalancingV2::Listener
                LogicalID: Listenr
              TargetGroups: [BlueGroup, GreenGroup]
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController:
        Type: EXTERNAL
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/0123456789abcdef
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
        good: r#"
Transform: AWS::CodeDeployBlueGreen
Hooks:
  BlueGreen:
    Type: AWS::CodeDeploy::BlueGreen
    Properties:
      ServiceRole: deploy
      Applications:
        - Target:
            Type: AWS::ECS::Service
            LogicalID: Service
          ECSAttributes:
            TaskDefinitions: [BlueTask, GreenTask]
            TaskSets: [BlueSet, GreenSet]
            TrafficRouting:
              ProdTrafficRoute:
                Type: AWS::ElasticLoadBalancingV2::Listener
                LogicalID: Listener
              TargetGroups: [BlueGroup, GreenGroup]
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController:
        Type: EXTERNAL
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/0123456789abcdef
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
    },
    check,
};

use Shape::{List, Object, One, Text, Whole};

const TYPE: &str = "AWS::CodeDeploy::BlueGreen";
const TRANSFORM: &str = "AWS::CodeDeployBlueGreen";

/// The longest that CodeDeploy waits, in minutes: two days.
const MINUTES: i64 = 2880;

const ROUTE: Shape = Object(&[
    ("LogicalID", true, Text),
    (
        "Type",
        true,
        One(&["AWS::ElasticLoadBalancingV2::Listener"]),
    ),
]);
/// CloudFormation makes the green ones, so that only the blue ones need be in the template.
const NAMES: Shape = List(&Text);

static HOOK: Shape = Object(&[
    ("Type", true, Text),
    (
        "Properties",
        true,
        Object(&[
            ("AdditionalOptions", false, OPTIONS),
            ("Applications", true, List(&APPLICATION)),
            ("LifecycleEventHooks", false, EVENTS),
            ("ServiceRole", false, Text),
            ("TrafficRoutingConfig", false, ROUTING),
        ]),
    ),
]);

const APPLICATION: Shape = Object(&[
    (
        "ECSAttributes",
        true,
        Object(&[
            ("TaskDefinitions", true, NAMES),
            ("TaskSets", true, NAMES),
            (
                "TrafficRouting",
                true,
                Object(&[
                    ("ProdTrafficRoute", true, ROUTE),
                    ("TargetGroups", true, NAMES),
                    ("TestTrafficRoute", false, ROUTE),
                ]),
            ),
        ]),
    ),
    (
        "Target",
        true,
        Object(&[
            ("LogicalID", true, Text),
            ("Type", true, One(&["AWS::ECS::Service"])),
        ]),
    ),
]);

const ROUTING: Shape = Object(&[
    (
        "TimeBasedCanary",
        false,
        Object(&[
            ("BakeTimeMins", false, Whole(0, MINUTES)),
            ("StepPercentage", false, Whole(1, 100)),
        ]),
    ),
    (
        "TimeBasedLinear",
        false,
        Object(&[
            ("BakeTimeMins", false, Whole(0, MINUTES)),
            ("StepPercentage", false, Whole(1, 100)),
        ]),
    ),
    (
        "Type",
        true,
        One(&["AllAtOnce", "TimeBasedCanary", "TimeBasedLinear"]),
    ),
]);

const OPTIONS: Shape = Object(&[("TerminationWaitTimeInMinutes", false, Whole(0, MINUTES))]);

const EVENTS: Shape = Object(&[
    ("AfterAllowTestTraffic", false, Text),
    ("AfterAllowTraffic", false, Text),
    ("AfterInstall", false, Text),
    ("BeforeAllowTraffic", false, Text),
    ("BeforeInstall", false, Text),
]);

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    if model.is_rewritten() {
        return;
    }
    for hook in template.hooks() {
        let path = format!("Hooks/{}", hook.id());
        let known = hook.hook_type() == Some(TYPE);
        if known || hook.hook_type().is_none() {
            HOOK.check(model, path.clone(), hook.node(), findings);
        }
        if known && !template.has_transform(TRANSFORM) {
            findings
                .report(
                    Place::new(&path, hook.span()),
                    format!("a hook of the type `{TYPE}` needs the transform `{TRANSFORM}`"),
                )
                .help(format!("add `Transform: {TRANSFORM}`"));
        }
        hook.node().walk(|way, node| {
            let is_id = way.segments().last() == Some(&Segment::Key("LogicalID"));
            if let Some(id) = node.as_str().filter(|_| is_id && known)
                && template.resource(id).is_none()
                && !model.makes_names_in(Section::Resources)
            {
                let nearest = stackwright_facts::nearest(id, template.resources().map(|r| r.id()));
                findings
                    .report(
                        Place::new(format_args!("{path}/{way}"), node.span),
                        format!("there is no resource `{}`", short(id)),
                    )
                    .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
            }
            Walk::Into
        });
    }
}
