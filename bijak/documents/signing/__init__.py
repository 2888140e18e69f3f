"""The signing port: a PDF goes in, the same PDF with a signature comes out, by one of three ways.

``sealing.sign`` signs here with the agency's certificate; ``verifying.added_to`` takes what was signed elsewhere and
brought back; ``esign.sign`` asks the agency's esign server (BSrE). What comes back by any way is judged by
``verifying`` before anybody believes it. No passphrase is kept, and nothing is fetched from the network to judge a
signature: there is no timestamp of a third party, so the time a signature claims is its signer's word.
"""
