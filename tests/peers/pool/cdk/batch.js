// Jobs on Fargate and on Spot instances, a queue with two environments.
const { Stack, Size, aws_ec2: ec2, aws_ecs: ecs, aws_batch: batch } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Batch");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const fargate = new batch.FargateComputeEnvironment(stack, "Fargate", { vpc, maxvCpus: 16 });
  const spot = new batch.ManagedEc2EcsComputeEnvironment(stack, "Spot", { vpc, spot: true, instanceClasses: [ec2.InstanceClass.C7G], useOptimalInstanceClasses: false, minvCpus: 0, maxvCpus: 64 });
  new batch.JobQueue(stack, "Queue", { priority: 10, computeEnvironments: [{ computeEnvironment: fargate, order: 1 }] });
  new batch.JobQueue(stack, "Cheap", { priority: 1, computeEnvironments: [{ computeEnvironment: spot, order: 1 }] });
  new batch.EcsJobDefinition(stack, "Job", { retryAttempts: 3, timeout: require("aws-cdk-lib").Duration.hours(2), container: new batch.EcsFargateContainerDefinition(stack, "Container", { image: ecs.ContainerImage.fromRegistry("public.ecr.aws/docker/library/python:3.13"), memory: Size.mebibytes(2048), cpu: 1, command: ["python", "-V"] }) });
};
