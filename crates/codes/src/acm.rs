//! What constructs of Certificate Manager report.

codes! {
    ACM101: "a certificate that a private zone is to prove" {
        why: "Certificate Manager looks for its record as everybody does, and a private zone answers in VPCs only: \
              the certificate is never made, and the stack waits for three days",
        fix: "name the public zone of the domain",
        link: "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
    }
}
