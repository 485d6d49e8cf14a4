//! What constructs of Amazon CloudFront report.

codes! {
    CDN101: "an origin in a VPC whose security group is not known" {
        why: "CloudFront comes from inside the VPC, and a load balancer lets in what its group lets in",
        fix: "add the load balancer as a construct, or import it with its group",
        link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html",
    }
    CDN102: "an origin in a VPC that faces the internet" {
        why: "whoever knows the name of the load balancer goes around CloudFront, and around what protects it",
        fix: "leave `.internet_facing()` out",
        link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html",
    }
    CDN103: "a certificate of another region than `us-east-1` for a distribution" {
        why: "CloudFront takes certificates of `us-east-1` only, wherever the distribution's stack is",
        fix: "request the certificate in a stack whose environment is in `us-east-1`",
        link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html",
    }
    CDN104: "a network load balancer that an origin in a VPC cannot be" {
        why: "CloudFront takes network load balancers that pass TLS on and have IPv4 addresses only",
        fix: "listen with TCP, so that TLS ends at the targets, and leave `.address_type(...)` out",
        link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html",
    }
    CDN105: "a load balancer as an origin that CloudFront alone does not reach" {
        why: "a load balancer that faces the internet takes requests from everybody, unless it lets in CloudFront's addresses alone and asks for a secret; one that does not is reached within its VPC",
        fix: "say `.only_from_cloudfront(...)` of the load balancer, or make it a `VpcOrigin`",
        link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html",
    }
    CDN106: "a timeout for a bucket" {
        why: "how long answers may be silent and connections are kept is said of sites and load balancers only",
        fix: "leave it out, or say `.connect_timeout(...)`",
        link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html",
    }
}
