//! Source in the wrong stage of a pipeline.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL186",
        family: Family::Template,
        severity: Severity::Error,
        title: "source in the wrong stage of a pipeline",
        why: "AWS CodePipeline takes sources in the first stage, and nothing else there",
        fix: "put all sources into the first stage, and all other actions behind it",
        link: "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html",
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
              ActionTypeId:
                Category: Build
                Owner: AWS
                Provider: CodeBuild
                Version: '1'
              Configuration:
                ProjectName: web
              InputArtifacts:
                - Name: source
        - Name: Approve
          Actions:
            - Name: Approve
              ActionTypeId:
                Category: Approval
                Owner: AWS
                Provider: Manual
                Version: '1'
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
        let stages = pipeline.get("Stages").items();
        // Where a stage is hidden it may be the first.
        if !stages.complete {
            continue;
        }
        for (index, stage) in stages.known.iter().enumerate() {
            for action in stage.get("Actions").items().known {
                let category = action.get("ActionTypeId/Category");
                let message = match (index, category.text().as_deref()) {
                    (0, Some(other)) if other != "Source" => {
                        format!("{} stands in the first stage", category.shown())
                    }
                    (1.., Some("Source")) => "a source stands behind the first stage".to_owned(),
                    _ => continue,
                };
                findings.report(category.place(), message);
            }
        }
    }
}
