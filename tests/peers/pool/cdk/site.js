// A static site: bucket, distribution with access control, name, headers, a function at the edge.
const { Stack, RemovalPolicy, Duration, aws_s3: s3, aws_cloudfront: cloudfront, aws_cloudfront_origins: origins, aws_route53: route53, aws_route53_targets: targets, aws_certificatemanager: acm } = require("aws-cdk-lib");

module.exports = (app) => {
  const stack = new Stack(app, "Site", { env: { region: "us-east-1", account: "123456789012" } });
  const zone = new route53.PublicHostedZone(stack, "Zone", { zoneName: "site.example.org" });
  const logs = new s3.Bucket(stack, "Logs", { objectOwnership: s3.ObjectOwnership.OBJECT_WRITER, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true, lifecycleRules: [{ expiration: Duration.days(90) }] });
  const bucket = new s3.Bucket(stack, "Content", { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true, versioned: true, removalPolicy: RemovalPolicy.RETAIN, serverAccessLogsBucket: logs, serverAccessLogsPrefix: "s3/" });
  const certificate = new acm.Certificate(stack, "Certificate", { domainName: "site.example.org", subjectAlternativeNames: ["www.site.example.org"], validation: acm.CertificateValidation.fromDns(zone) });
  const rewrite = new cloudfront.Function(stack, "Rewrite", { runtime: cloudfront.FunctionRuntime.JS_2_0, code: cloudfront.FunctionCode.fromInline("function handler(event) { return event.request; }") });
  const site = new cloudfront.Distribution(stack, "Distribution", {
    defaultRootObject: "index.html", domainNames: ["site.example.org", "www.site.example.org"], certificate, enableLogging: true, logBucket: logs, logFilePrefix: "cdn/", priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
    defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(bucket), viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS, responseHeadersPolicy: cloudfront.ResponseHeadersPolicy.SECURITY_HEADERS, functionAssociations: [{ function: rewrite, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }] },
    errorResponses: [{ httpStatus: 403, responseHttpStatus: 200, responsePagePath: "/index.html", ttl: Duration.minutes(1) }],
  });
  for (const [id, recordName] of [["Apex", undefined], ["Www", "www"]]) {
    new route53.ARecord(stack, id, { zone, recordName, target: route53.RecordTarget.fromAlias(new targets.CloudFrontTarget(site)) });
    new route53.AaaaRecord(stack, `${id}6`, { zone, recordName, target: route53.RecordTarget.fromAlias(new targets.CloudFrontTarget(site)) });
  }
};
