//! Options of `awslogs` that are missing or wrong.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Launch, Property, Target};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS513",
        family: Family::Operations,
        severity: Severity::Error,
        title: "options of `awslogs` that are missing or wrong",
        why: "the driver wants to know the group and the region, on Fargate also a prefix; Amazon ECS refuses the task definition, or the container does not start",
        fix: "give `awslogs-group`, `awslogs-region` and `awslogs-stream-prefix`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html",
        bad: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref Logs
              awslogs-region: !Ref AWS::Region
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties:
      RetentionInDays: 30
"#,
        good: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref Logs
              awslogs-region: !Ref AWS::Region
              awslogs-stream-prefix: web
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties:
      RetentionInDays: 30
"#,
    },
    check,
};

const OPTIONS: [&str; 13] = [
    "awslogs-create-group",
    "awslogs-credentials-endpoint",
    "awslogs-datetime-format",
    "awslogs-endpoint",
    "awslogs-force-flush-interval-seconds",
    "awslogs-format",
    "awslogs-group",
    "awslogs-max-buffered-events",
    "awslogs-multiline-pattern",
    "awslogs-region",
    "awslogs-stream",
    "awslogs-stream-prefix",
    "awslogs-use-dualstack-endpoint",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let prefix = task.goes_to_fargate();
        let log = container.get("LogConfiguration");
        check_log(&log, &container.called(), prefix, findings);
    }
    for service in deployment.services() {
        let log = service.get("ServiceConnectConfiguration/LogConfiguration");
        let prefix = service.launch() == Launch::Fargate;
        check_log(&log, "the proxy of Service Connect", prefix, findings);
    }
}

fn check_log<'d>(log: &Property<'d>, called: &str, prefix: bool, findings: &mut Findings<'_>) {
    if !log.get("LogDriver").is("awslogs") {
        return;
    }
    let options = log.get("Options");
    let prefix = prefix.then_some("awslogs-stream-prefix");
    let wanted = ["awslogs-group", "awslogs-region"]
        .into_iter()
        .chain(prefix);
    let missing: Vec<&str> = wanted
        .filter(|name| options.get(name).is_absent())
        .collect();
    if !missing.is_empty() {
        let missing = missing.join("` and no `");
        let message = format!("the log of {called} has no `{missing}`");
        findings.report(options.place(), message);
    }
    for option in options.entries().known {
        if let Some(message) = wrong(&option) {
            findings.report(option.place(), message);
        }
    }
    let (format, pattern) = ("awslogs-datetime-format", "awslogs-multiline-pattern");
    if options.get(format).is_given() && options.get(pattern).is_given() {
        let message = format!("`{pattern}` does not go with `{format}`");
        findings.report(options.get(pattern).place(), message);
    }
}

fn wrong(option: &Property<'_>) -> Option<String> {
    let (name, value) = (option.key()?, option.shown());
    match name {
        "awslogs-group" => is_arn(option).then(|| {
            format!("`awslogs-group` takes the name of a group, and \"{value}\" is an ARN")
        }),
        "awslogs-create-group" => {
            let is_wrong =
                |value: &str| !matches!(value.to_ascii_lowercase().as_str(), "true" | "false");
            option
                .all_values(is_wrong)
                .then(|| format!("`{name}` is true or false, and not \"{value}\""))
        }
        "mode" => {
            let is_wrong = |value: &str| !matches!(value, "blocking" | "non-blocking");
            let message = || format!("`mode` is `blocking` or `non-blocking`, and not \"{value}\"");
            option.all_values(is_wrong).then(message)
        }
        "max-buffer-size" => option
            .all_values(|value| !is_size(value))
            .then(|| format!("`max-buffer-size` is a size as `25m`, and not \"{value}\"")),
        _ if name.starts_with("awslogs") && !OPTIONS.contains(&name) => {
            Some(format!("`awslogs` has no option `{name}`"))
        }
        _ => None,
    }
}

fn is_arn(group: &Property<'_>) -> bool {
    let arn = |text: &str| text.starts_with("arn:");
    let begins = group.symbolic().is_some_and(|text| arn(text.beginning()));
    let attribute = matches!(
        group.target(),
        Target::Resource(resource, Some("Arn")) if resource.resource_type() == "AWS::Logs::LogGroup"
    );
    begins || attribute
}

/// Whether it is a number of bytes, as the container runtime reads it: `25m`, `1 MiB`.
fn is_size(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let unit = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
        .trim();
    let unit = unit.trim_end_matches('b').trim_end_matches('i');
    text.starts_with(|c: char| c.is_ascii_digit())
        && matches!(unit, "" | "k" | "m" | "g" | "t" | "p")
}
