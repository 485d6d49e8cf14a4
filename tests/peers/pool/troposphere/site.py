"""A bucket behind CloudFront with names, by mappings of regions."""
from troposphere import FindInMap, GetAtt, Output, Parameter, Ref, Sub, Template, cloudfront, route53, s3

template = Template()
template.add_mapping("Log", {"eu-central-1": {"Days": "30"}, "us-east-1": {"Days": "90"}})
name = template.add_parameter(Parameter("Name", Type="String", Default="site.example.org"))
zone = template.add_parameter(Parameter("Zone", Type="AWS::Route53::HostedZone::Id"))
certificate = template.add_parameter(Parameter("Certificate", Type="String"))
logs = template.add_resource(s3.Bucket("Logs", DeletionPolicy="Retain", UpdateReplacePolicy="Retain", OwnershipControls=s3.OwnershipControls(Rules=[s3.OwnershipControlsRule(ObjectOwnership="BucketOwnerPreferred")]), LifecycleConfiguration=s3.LifecycleConfiguration(Rules=[s3.LifecycleRule(Status="Enabled", ExpirationInDays=FindInMap("Log", Ref("AWS::Region"), "Days"))])))
bucket = template.add_resource(s3.Bucket("Content", DeletionPolicy="Retain", UpdateReplacePolicy="Retain", VersioningConfiguration=s3.VersioningConfiguration(Status="Enabled"), PublicAccessBlockConfiguration=s3.PublicAccessBlockConfiguration(BlockPublicAcls=True, BlockPublicPolicy=True, IgnorePublicAcls=True, RestrictPublicBuckets=True)))
access = template.add_resource(cloudfront.OriginAccessControl("Access", OriginAccessControlConfig=cloudfront.OriginAccessControlConfig(Name=Sub("${AWS::StackName}-access"), OriginAccessControlOriginType="s3", SigningBehavior="always", SigningProtocol="sigv4")))
site = template.add_resource(cloudfront.Distribution("Distribution", DistributionConfig=cloudfront.DistributionConfig(
    Enabled=True, Aliases=[Ref(name)], DefaultRootObject="index.html", HttpVersion="http2and3", Logging=cloudfront.Logging(Bucket=GetAtt(logs, "DomainName")),
    Origins=[cloudfront.Origin(Id="content", DomainName=GetAtt(bucket, "RegionalDomainName"), OriginAccessControlId=GetAtt(access, "Id"), S3OriginConfig=cloudfront.S3OriginConfig(OriginAccessIdentity=""))],
    DefaultCacheBehavior=cloudfront.DefaultCacheBehavior(TargetOriginId="content", ViewerProtocolPolicy="redirect-to-https", CachePolicyId="658327ea-f89d-4fab-a63d-7e88639e58f6", Compress=True),
    ViewerCertificate=cloudfront.ViewerCertificate(AcmCertificateArn=Ref(certificate), SslSupportMethod="sni-only", MinimumProtocolVersion="TLSv1.2_2021"))))
template.add_resource(s3.BucketPolicy("Policy", Bucket=Ref(bucket), PolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:GetObject", "Resource": Sub("${Content.Arn}/*"), "Condition": {"StringEquals": {"AWS:SourceArn": Sub("arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}")}}}]}))
template.add_resource(route53.RecordSetType("Record", HostedZoneId=Ref(zone), Name=Ref(name), Type="A", AliasTarget=route53.AliasTarget(HostedZoneId="Z2FDTNDATAQYW2", DNSName=GetAtt(site, "DomainName"))))
template.add_output(Output("Id", Value=Ref(site)))
