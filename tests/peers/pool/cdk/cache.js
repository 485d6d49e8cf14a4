// A Valkey cache and a search domain with their groups, a function that uses both.
const { Stack, RemovalPolicy, aws_ec2: ec2, aws_elasticache: cache, aws_opensearchservice: search, aws_lambda: lambda } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Cache");
  const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1 });
  const group = new ec2.SecurityGroup(stack, "CacheGroup", { vpc, allowAllOutbound: false });
  const subnets = new cache.CfnSubnetGroup(stack, "Subnets", { description: "private", subnetIds: vpc.privateSubnets.map((s) => s.subnetId) });
  const redis = new cache.CfnReplicationGroup(stack, "Valkey", { replicationGroupDescription: "sessions", engine: "valkey", engineVersion: "8.0", cacheNodeType: "cache.t4g.small", numNodeGroups: 1, replicasPerNodeGroup: 1, automaticFailoverEnabled: true, multiAzEnabled: true, transitEncryptionEnabled: true, atRestEncryptionEnabled: true, cacheSubnetGroupName: subnets.ref, securityGroupIds: [group.securityGroupId], snapshotRetentionLimit: 3 });
  const domain = new search.Domain(stack, "Search", { version: search.EngineVersion.OPENSEARCH_2_19, vpc, vpcSubnets: [{ subnets: vpc.privateSubnets }], zoneAwareness: { availabilityZoneCount: 2 }, capacity: { dataNodes: 2, dataNodeInstanceType: "r7g.large.search", multiAzWithStandbyEnabled: false }, ebs: { volumeSize: 20, volumeType: ec2.EbsDeviceVolumeType.GP3 }, nodeToNodeEncryption: true, encryptionAtRest: { enabled: true }, enforceHttps: true, removalPolicy: RemovalPolicy.RETAIN });
  const fn = new lambda.Function(stack, "Fn", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => 1"), vpc, environment: { CACHE: redis.attrPrimaryEndPointAddress, SEARCH: domain.domainEndpoint } });
  domain.grantReadWrite(fn);
  domain.connections.allowFrom(fn, ec2.Port.tcp(443));
  group.addIngressRule(fn.connections.securityGroups[0], ec2.Port.tcp(6379));
};
