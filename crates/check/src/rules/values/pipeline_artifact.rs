//! Artifact of a pipeline that nothing makes.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL187",
        family: Family::Template,
        severity: Severity::Error,
        title: "artifact of a pipeline that no action before makes",
        why: "AWS CodePipeline refuses a pipeline whose actions take what is not there",
        fix: "name an output artifact of an action before",
        link: "https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome-introducing-artifacts.html",
        bad: r#"
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/pipeline
      ArtifactStore:
        Type: S3
        Location: artifacts
      Stages:
        - Name: Source
          Actions:
            - Name: Source
              ActionTypeId:
                Category: Source
                Owner: AWS
                Provider: S3
                Version: '1'
              Configuration:
                S3Bucket: sources
                S3ObjectKey: web.zip
              OutputArtifacts:
                - Name: source
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId:
                Category: Build
                Owner: AWS
                Provider: CodeBuild
                Version: '1'
              Configuration:
                ProjectName: web
              InputArtifacts:
                - Name: sources
"#,
        good: r#"
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/pipeline
      ArtifactStore:
        Type: S3
        Location: artifacts
      Stages:
        - Name: Source
          Actions:
            - Name: Source
              ActionTypeId:
                Category: Source
                Owner: AWS
                Provider: S3
                Version: '1'
              Configuration:
                S3Bucket: sources
                S3ObjectKey: web.zip
              OutputArtifacts:
                - Name: source
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId:
                Category: Build
                Owner: AWS
                Provider: CodeBuild
                Version: '1'
              Configuration:
                ProjectName: web
              InputArtifacts:
                - Name: source
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for pipeline in deployment.resources_of("AWS::CodePipeline::Pipeline") {
        let (mut made, mut complete) = (Vec::new(), true);
        let stages = pipeline.get("Stages").items();
        complete &= stages.complete;
        for stage in stages.known {
            let actions = stage.get("Actions").items();
            complete &= actions.complete;
            // Actions of one stage have an order of their own.
            for action in &actions.known {
                let outputs = action.get("OutputArtifacts").items();
                complete &= outputs.complete;
                made.extend(outputs.known.iter().map(|output| output.get("Name")));
            }
            for action in &actions.known {
                for input in action.get("InputArtifacts").items().known {
                    let name = input.get("Name");
                    let missing = made.iter().all(|made| made.equals(&name) == Some(false));
                    if complete && missing && name.is_given() && name.symbolic().is_some() {
                        let message =
                            format!("no action before makes the artifact {}", name.shown());
                        findings.report(name.place(), message);
                    }
                }
            }
        }
    }
}
