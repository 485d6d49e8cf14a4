// A pipeline that builds an image and deploys it to a service.
const { Stack, aws_ec2: ec2, aws_ecs: ecs, aws_ecr: ecr, aws_codebuild: build, aws_codepipeline: pipeline, aws_codepipeline_actions: actions, aws_s3: s3 } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Pipeline");
  const repository = new ecr.Repository(stack, "Images", { imageScanOnPush: true, lifecycleRules: [{ maxImageCount: 20 }] });
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const task = new ecs.FargateTaskDefinition(stack, "Task", { cpu: 256, memoryLimitMiB: 512 });
  task.addContainer("app", { image: ecs.ContainerImage.fromEcrRepository(repository, "v1"), logging: ecs.LogDrivers.awsLogs({ streamPrefix: "app" }) });
  const service = new ecs.FargateService(stack, "Service", { cluster: new ecs.Cluster(stack, "Cluster", { vpc }), taskDefinition: task, minHealthyPercent: 100, circuitBreaker: { rollback: true } });
  const project = new build.PipelineProject(stack, "Build", {
    environment: { buildImage: build.LinuxBuildImage.STANDARD_7_0, privileged: true }, environmentVariables: { REPOSITORY: { value: repository.repositoryUri } }, cache: build.Cache.local(build.LocalCacheMode.DOCKER_LAYER),
    buildSpec: build.BuildSpec.fromObject({ version: "0.2", phases: { build: { commands: ["docker build -t $REPOSITORY .", "docker push $REPOSITORY"] } }, artifacts: { files: ["imagedefinitions.json"] } }),
  });
  repository.grantPullPush(project);
  const source = new pipeline.Artifact(), built = new pipeline.Artifact();
  const sources = new s3.Bucket(stack, "Sources", { versioned: true, enforceSSL: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
  new pipeline.Pipeline(stack, "Pipeline", { pipelineType: pipeline.PipelineType.V2, stages: [
    { stageName: "Source", actions: [new actions.S3SourceAction({ actionName: "Source", bucket: sources, bucketKey: "source.zip", output: source, trigger: actions.S3Trigger.POLL })] },
    { stageName: "Build", actions: [new actions.CodeBuildAction({ actionName: "Build", project, input: source, outputs: [built] })] },
    { stageName: "Approve", actions: [new actions.ManualApprovalAction({ actionName: "Approve" })] },
    { stageName: "Deploy", actions: [new actions.EcsDeployAction({ actionName: "Deploy", service, input: built })] }] });
};
